"""Pictures in blocks are files of the workspace: put there first, and really pictures."""

import pytest
from slack_sdk.errors import SlackApiError


def showing(file):
    return [{"type": "image", "alt_text": "A month", "slack_file": {"id": file}}]


@pytest.fixture
def kept(client):
    """The id of a file that is put into the workspace and shown nowhere."""

    async def keep(name):
        answer = await client.files_upload_v2(filename=name, content=b"\x89PNG")
        return answer["files"][0]["id"]

    return keep


async def test_a_picture_hangs_in_a_home_tab_and_in_a_message(client, kept, ada):
    file = await kept("month.png")

    await client.views_publish(user_id="U1ADA", view={"type": "home", "blocks": showing(file)})
    await client.chat_postMessage(channel="U1ADA", text="A month", blocks=showing(file))


@pytest.mark.parametrize("name", ["notes.txt", None])
async def test_what_is_no_picture_or_not_there_is_refused(client, kept, name):
    file = await kept(name) if name else "F0NOWHERE"

    with pytest.raises(SlackApiError, match="invalid slack file") as refused:
        await client.views_publish(user_id="U1ADA", view={"type": "home", "blocks": showing(file)})
    assert refused.value.response["error"] == "invalid_arguments"
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="U1ADA", text="A month", blocks=showing(file))
