"""How many units of work a second get done: the same measure as hanshu.bench.Steady, for peers in Python."""
import sys
import time

WINDOWS, LEAST, MOST, STEADY, WINDOW = 15, 1.0, 20, 1.02, 0.6


def rate(call, seconds, group):
    start, calls, passed = time.perf_counter(), 0, 0.0
    while passed < seconds:
        for _ in range(group):
            call()
        calls += group
        passed = time.perf_counter() - start
    return calls / passed


def report(workload, who, unit, units, call):
    """Prints workload, who, unit and the best of some windows after a warm-up, separated by tabs."""
    start = time.perf_counter()
    call()
    group = 1 if time.perf_counter() - start > 0.05 else 16
    rate(call, LEAST, group)
    best, calm, seconds = 0.0, 0, 0
    while seconds < MOST and calm < 3:
        last = rate(call, 1.0, group)
        calm = 0 if last > STEADY * best else calm + 1
        best = max(best, last)
        seconds += 1
    best = max(rate(call, WINDOW, group) for _ in range(WINDOWS))
    print(f"{workload}\t{who}\t{unit}\t{units * best:.1f}", flush=True)


def chosen(workloads):
    """Runs those of the workloads that the command line names, all without names."""
    names = sys.argv[1:] or list(workloads)
    for name in names:
        if name in workloads:
            workloads[name]()
        else:
            print(f"no workload {name} here, there are {', '.join(workloads)}", file=sys.stderr)


def first(who):
    """Prints the time since the operating system started this process."""
    with open("/proc/self/stat") as stat:
        ticks = int(stat.read().rsplit(")", 1)[1].split()[19])
    with open("/proc/uptime") as uptime:
        up = float(uptime.read().split()[0])
    import os

    passed = up - ticks / os.sysconf("SC_CLK_TCK")
    print(f"first-step\t{who}\tms\t{passed * 1000:.0f}", flush=True)
