import subprocess
import sys


def test_folding_and_searching_load_no_big_library() -> None:
    program = (
        "import sys, memnun.foundation.turkish.search, memnun.foundation.ids, memnun.foundation.clock;"
        "print(*({'phonenumbers', 'holidays', 'stdnum', 'django', 'cryptography'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
