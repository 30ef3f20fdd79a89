"""Files: the app's uploads and people's attachments."""

from dataclasses import dataclass, replace

from aiohttp import web

from bot.playground.api.json_values import Json, Refused
from bot.playground.workspace.identifiers import Identifiers

MIMETYPES = {
    "csv": "text/csv",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "json": "application/json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class File:
    id: str
    name: str
    title: str
    length: int
    user: str
    mimetype: str = ""
    content: bytes | None = None

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2].lower()

    def wire(self, base: str) -> Json:
        address = f"{base}/files/{self.id}/{self.name}"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype or MIMETYPES.get(self.kind, "application/octet-stream"),
            "filetype": self.kind,
            "size": self.length,
            "user": self.user,
            "mode": "hosted",
            "url_private": address,
            "url_private_download": address,
            "permalink": address,
        }


class Files:
    def __init__(self, identifiers: Identifiers) -> None:
        self._ids = identifiers
        self._files: dict[str, File] = {}

    def add(self, name: str, length: int, user: str, mimetype: str = "") -> File:
        return self._keep(File(self._ids.next("F"), name, name, length, user, mimetype))

    def get(self, file_id: str) -> File:
        if file_id not in self._files:
            raise Refused("file_not_found")
        return self._files[file_id]

    def fill(self, file_id: str, content: bytes) -> None:
        self._keep(replace(self.get(file_id), content=content))

    def title(self, file_id: str, title: str) -> File:
        """Set the title of an uploaded file; refuse one whose content never arrived."""
        file = self.get(file_id)
        if file.content is None:
            raise Refused("file_not_found")
        return self._keep(replace(file, title=title or file.name))

    def delete(self, file_id: str, user: str) -> None:
        """Delete a file; users may only delete their own."""
        if self.get(file_id).user != user:
            raise Refused("cant_delete_file")
        del self._files[file_id]

    async def upload(self, request: web.Request) -> web.Response:
        try:
            file = self.get(request.match_info["file"])
        except Refused as refused:
            return web.json_response(refused.wire(), status=404)
        content = await _content(request)
        if len(content) != file.length:
            return web.Response(status=400, text="wrong length")
        self.fill(file.id, content)
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        file = self._files.get(request.match_info["file"])
        if file is None or file.content is None:
            raise web.HTTPNotFound
        kept = file.wire("")["mimetype"]
        inline = kept.startswith("image/") and kept != "image/svg+xml"
        disposition = "inline" if inline else "attachment"
        headers = {"content-disposition": disposition, "x-content-type-options": "nosniff"}
        return web.Response(body=file.content, content_type=kept, headers=headers)

    def _keep(self, file: File) -> File:
        self._files[file.id] = file
        return file


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""
