"""What every process of a bench imports, imported once."""

import tests.bench.at_work
import tests.bench.peers
import tests.bench.workspace  # noqa: F401
