import sys, os
sys.path.insert(0,"/work/main/src"); sys.path.insert(0,"/work/main")
from tests.packs.kinds import KINDS
from disclint.packs import load_pack
from disclint.errors import PackErrors
os.chdir("/work/main/tests/packs/wrong")
for f in sorted(os.listdir(".")):
    try:
        load_pack(f, kinds=KINDS, folders=("../toys",), cache=None); print("NO ERROR", f); continue
    except PackErrors as e: errs=e.errors
    lines=[l.split(" #!")[0] for l in open(f,encoding="utf-8").read().split("\n")]
    for x in errs:
        if x.path!=f: print("OTHER", x); continue
        lines[x.line-1]+=f" #! {x.column} {x.chinese}"+(f" → {x.hint}" if x.hint else "")
    if "-w" in sys.argv: open(f,"w",encoding="utf-8").write("\n".join(lines))
    print("=====",f); print("\n".join(lines))
