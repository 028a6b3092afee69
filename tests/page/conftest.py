"""Makes page_samples importable without packages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
