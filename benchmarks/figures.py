"""Whole processes, timed by the kernel's accounting of children (wait4), both sides alternating.

Called by run.sh. Each figure prints medians, least and most, and ratios pair by pair.
"""
import argparse, datetime, glob, os, platform, random, shutil, sqlite3, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(HERE)
OUT = os.path.join(HOME, "target", "plumb")
PACKAGE = "dev.plumbline.benchmarks."
LINES = []


def say(line=""):
    print(line, flush=True)
    LINES.append(line)


class Took:
    def __init__(self, wall, cpu, rss, code, text):
        self.wall, self.cpu, self.rss, self.code, self.text = wall, cpu, rss, code, text


def timed(command, cwd=HOME, env=None, fails=False):
    """Wall and CPU seconds, greatest resident MiB of one process, of its children as well."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env=env, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode(errors="replace")
    if child.returncode != 0 and not fails:
        sys.exit("Cannot measure: " + " ".join(command)[-300:] + " ended with " + str(child.returncode) + "\n" + text[-4000:])
    return Took(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode, text)


def machine():
    memory = next(l for l in open("/proc/meminfo") if l.startswith("MemTotal")).split()[1]
    jdk = subprocess.run([java(), "-version"], capture_output=True, text=True).stderr.splitlines()[1].strip()
    load = " ".join("%.2f" % l for l in os.getloadavg())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HOME, capture_output=True, text=True)
    say("machine  %d cores, %.1f GiB, %s %s; %s" % (os.cpu_count(), int(memory) / 2**20, platform.system(), platform.release(), jdk))
    say("load     %s at the start; commit %s" % (load, commit.stdout.strip() or "unknown"))


def spread(values, unit="s"):
    return "%.2f %s (%.2f–%.2f)" % (statistics.median(values), unit, min(values), max(values))


def sides(ours, theirs, names):
    for name, side in zip(names, (ours, theirs)):
        say("%-13s wall %s   CPU %s   resident %.0f MiB" % (
            name, spread([t.wall for t in side]), spread([t.cpu for t in side]), statistics.median(t.rss for t in side)))
    walls = [a.wall / b.wall for a, b in zip(ours, theirs)]
    cpus = [a.cpu / b.cpu for a, b in zip(ours, theirs)]
    say("ratio, pairs  wall %s   CPU %s" % (spread(walls, "×"), spread(cpus, "×")))
    say("pairs         " + "  ".join("%.2f/%.2f" % (a.wall, b.wall) for a, b in zip(ours, theirs)))
    return statistics.median(walls)


def verdict(what, value, bound):
    say("%s  %s: %.3f, bound %g" % ("within" if value <= bound else "MISSED", what, value, bound))


def java():
    return os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else shutil.which("java")


def plumb(*words):
    return [os.path.join(HOME, "plumb"), *words]


def kept(folder):
    """Where a run keeps what it makes: not in the clone."""
    return ["--conf", "tables.root=" + folder + "/tables", "--conf", "tracking.database=" + folder + "/tracking.db",
            "--conf", "artifacts.root=" + folder + "/artifacts"]


# How ./plumb lets the JVM compile, by command.
RUNS = "-XX:CompileThresholdScaling=3"
READS = "-XX:TieredStopAtLevel=1"


def jvm(flags, *words):
    """A JVM with the class path, archive and other flags of ./plumb, the benchmarks' jar behind."""
    path = []
    for folder in ("lib", "lib/spark", "lib/pipelines"):
        path += sorted(glob.glob(os.path.join(OUT, folder, "*.jar")))
    path.append(next(iter(glob.glob(HERE + "/target/plumbline-benchmarks-*SNAPSHOT.jar"))))
    archive = glob.glob(os.path.join(OUT, "archive", "spark-*.jsa"))
    archive = [a for a in archive if not a.endswith("-plan.jsa")]
    if not archive:
        sys.exit("Cannot measure: no class-data archive, run ./plumb run flight-delay with PLUMB_ARCHIVE=now first")
    return [java(), "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:-UsePerfData", "-XX:+UseSerialGC",
            "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider", "-Dslf4j.internal.verbosity=WARN",
            "@" + OUT + "/spark.args", "-XX:SharedArchiveFile=" + archive[0], "-Dplumb.lib=" + OUT + "/lib",
            "-Dorg.sqlite.lib.path=" + OUT + "/native", *flags, "-cp", ":".join(path), *words]


def archived(work):
    """Sees to it that ./plumb has made its archive."""
    with open(OUT + "/key") as key:  # one of other jars would be passed over without a word
        of_these_jars = glob.glob(OUT + "/archive/spark-*-" + key.read().strip() + ".jsa")
    if not of_these_jars:
        timed(plumb("run", "flight-delay", "--force", *kept(work + "/archive")), env={**os.environ, "PLUMB_ARCHIVE": "now"})


def noop(options, work):
    say("noop     ./plumb run flight-delay, nothing changed, against dvc repro of 14 stages, nothing changed")
    venv = options.venv or work + "/venv"
    if not os.path.exists(venv + "/bin/dvc"):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv + "/bin/pip", "install", "-q", "--require-hashes", "-r", HERE + "/dvc.requirements.txt"], check=True)
    repo = work + "/dvc"
    os.makedirs(repo)
    dvc = {**os.environ, "DVC_NO_ANALYTICS": "1", "PATH": venv + "/bin:" + os.environ["PATH"]}
    # As DVC is used and initialised by default: in a git repository.
    subprocess.run(["git", "init", "-q"], cwd=repo, check=True)
    for words in (["init", "-q"], ["config", "core.analytics", "false"], ["config", "core.check_update", "false"]):
        subprocess.run(["dvc", *words], cwd=repo, env=dvc, check=True)
    open(repo + "/s0", "w").write("rows\n")
    with open(repo + "/dvc.yaml", "w") as stages:
        stages.write("stages:\n")
        for i in range(14):
            stages.write("  step%d:\n    cmd: cp s%d s%d\n    deps: [s%d]\n    outs: [s%d]\n" % (i, i, i + 1, i, i + 1))
    timed(["dvc", "repro", "-q"], cwd=repo, env=dvc)
    run = plumb("run", "flight-delay", *kept(work))
    timed(run, env={**os.environ, "PLUMB_ARCHIVE": "now"})
    archived(work)
    told = timed(run).text
    steps = told.count("REUSE")
    say("steps    %d say REUSE" % steps)
    if " RUN " in told:
        sys.exit("Cannot measure: the second run ran something\n" + told)
    timed(["dvc", "repro"], cwd=repo, env=dvc)
    ours, theirs = [], []
    for _ in range(options.pairs or 5):
        ours.append(timed(run))
        theirs.append(timed(["dvc", "repro"], cwd=repo, env=dvc))
    ratio = sides(ours, theirs, ("plumb", "dvc 3.67.1"))
    verdict("median wall seconds", statistics.median(t.wall for t in ours), 0.6)
    verdict("against dvc", ratio, 0.4)


def commit(options, work):
    say("commit   a cold process to an acknowledged Delta commit of ten rows on Spark, against the same by hand")
    archived(work)
    ours, theirs, aside = [], [], 0
    data = work + "/commit"
    os.makedirs(data)
    main = [RUNS, "-Dplumb.project=" + data, "-Dplumb.live=false"]
    framework = jvm(main, "dev.plumbline.cli.Plumb", "run", "ten-rows", "--force", "--engine", "spark", *kept(data))
    hand = jvm([RUNS], PACKAGE + "commit.TenRows", data + "/by-hand")
    timed(framework), timed(hand)
    version = 1
    while len(ours) < (options.pairs or 5):
        pair = [timed(framework), timed(hand)] if version % 2 else list(reversed([timed(hand), timed(framework)]))
        if version % 10 == 0:
            aside += 1  # a checkpoint is written
        else:
            ours.append(pair[0]), theirs.append(pair[1])
        version += 1
    say("aside    %d pairs whose commits wrote a checkpoint" % aside)
    ratio = sides(ours, theirs, ("plumb", "by hand"))
    verdict("median wall seconds", statistics.median(t.wall for t in ours), 4.5)
    verdict("against by hand", ratio, 1.05)


def job(options, work):
    source = os.path.abspath(options.source or HOME + "/examples/data/full/flights-3m.parquet")
    if not os.path.exists(source):
        sys.exit("Cannot measure job: no " + source + ", fetch it with examples/data/get-flights.sh or give --source")
    if options.rows == "30m":
        folder = work + "/flights-30m.parquet"
        os.makedirs(folder)
        for i in range(10):
            os.link(source, folder + "/part-%d.parquet" % i) if os.stat(source).st_dev == os.stat(work).st_dev else shutil.copy(source, folder + "/part-%d.parquet" % i)
        source = folder
    archived(work)
    cores = options.threads or os.cpu_count()
    heap = options.xmx or ("6g" if options.rows == "30m" else "3g")
    say("job      the whole of flight-delay at %s rows on Spark, profiles on, against Spark by hand; -Xmx%s, %d threads" % (options.rows, heap, cores))

    def framework(heap, fails=False):
        shutil.rmtree(work + "/ours", ignore_errors=True)
        os.makedirs(work + "/ours")
        words = plumb("run", "flight-delay", "--engine", "spark", "--set", "pipeline.source=" + source,
                      "--conf", "engine.threads=%d" % cores, "--conf", "train.threads=%d" % cores, *kept(work + "/ours"))
        return timed(words, env={**os.environ, "PLUMB_OPTS": "-Xmx" + heap}, fails=fails)

    def hand(heap, fails=False):
        shutil.rmtree(work + "/theirs", ignore_errors=True)
        os.makedirs(work + "/theirs")
        return timed(jvm(["-Xmx" + heap], PACKAGE + "job.HandWritten", source, work + "/theirs", str(cores)), fails=fails)

    if options.heap:
        least = {}
        for name, side in (("plumb", framework), ("by hand", hand)):
            low, high = 0, options.heap_from
            while high - low > 32:
                middle = (low + high) // 2
                passes = side("%dm" % middle, fails=True).code == 0
                say("  %s -Xmx%dm %s" % (name, middle, "passes" if passes else "fails"))
                low, high = (low, middle) if passes else (middle, high)
            least[name] = high
        verdict("least heap against by hand", least["plumb"] / least["by hand"], 1.1)
        return
    ours, theirs = [], []
    order = random.Random(options.seed)
    for _ in range(options.pairs or 3):
        if order.random() < 0.5:
            ours.append(framework(heap)), theirs.append(hand(heap))
        else:
            theirs.append(hand(heap)), ours.append(framework(heap))
        print("  %.1f / %.1f s, CPU %.1f / %.1f" % (ours[-1].wall, theirs[-1].wall, ours[-1].cpu, theirs[-1].cpu), flush=True)
    for side in (ours, theirs):
        for line in side[-1].text.splitlines():
            if "auc" in line.lower():
                say("told     " + line.strip())
    ratio = sides(ours, theirs, ("plumb", "by hand"))
    verdict("against by hand, wall", ratio, 1.05)


def profiles(options, work):
    """Measured by a Java main, warm and on one thread."""
    archived(work)
    told = timed(jvm(["-Xmx2g"], PACKAGE + "profile.Profiles", work, str(options.scale or 5_000_000)))
    for line in told.text.splitlines():
        say(line)


def framework_words(work, command, pipeline, *words):
    return jvm([RUNS if command == "run" else READS, "-Dplumb.project=" + work, "-Dplumb.live=false"], "dev.plumbline.cli.Plumb", command, pipeline,
               "--engine", "local", *words)


def between_starts(data):
    """Milliseconds from each step's start to the next one's, so nothing in between is left out."""
    with sqlite3.connect(data + "/tracking.db") as store:
        starts = [row[0] for row in store.execute(
            "SELECT start_time FROM runs WHERE run_id LIKE '%\\_\\_write-%' ESCAPE '\\' ORDER BY run_key")]
    return [b - a for a, b in zip(starts, starts[1:])]


def steps(options, work):
    many = options.scale or 200
    say("steps    ten rows into %d tables against one, local engine, new tables; cold processes" % many)
    archived(work)
    ours, theirs, own = [], [], []
    for i in range(options.pairs or 5):
        for count, side in ((many, ours), (1, theirs)):
            data = "%s/steps-%d-%d" % (work, i, count)
            os.makedirs(data)
            side.append(timed(framework_words(data, "run", "kept", "--set", "pipeline.tables=%d" % count, *kept(data))))
        own.append(between_starts("%s/steps-%d-%d" % (work, i, many)))
    sides(ours, theirs, ("%d steps" % many, "1 step"))
    each = [(a.wall - b.wall) * 1000 / (many - 1) for a, b in zip(ours, theirs)]
    cpu = [(a.cpu - b.cpu) * 1000 / (many - 1) for a, b in zip(ours, theirs)]
    say("a step   wall %s   CPU %s" % (spread(each, "ms"), spread(cpu, "ms")))
    for first in (1, 10, 50, 100, 150):  # how far the compilers have come
        some = [gap for gaps in own for gap in gaps[first:first + 50 if first >= 50 else first * 5]]
        if some:
            say("from step %-3d  %s from start to start, by the run's own record" % (first, spread(some, "ms")))
    floor = []
    for i in range(200):
        start = time.perf_counter()
        with open(work + "/fsync-%d" % i, "wb") as file:
            file.write(b"x" * 2000)
            os.fsync(file.fileno())
        floor.append((time.perf_counter() - start) * 1000)
    say("fsync    %s of one small file on the same disk" % spread(floor, "ms"))
    verdict("milliseconds a kept step", statistics.median(each), 25)


def planning(options, work):
    many, rounds = options.scale or 1000, 12
    say("planning %d steps over 50 Delta tables of %d versions against `plumb --version`, which only starts; cold processes" % (many, rounds + 1))
    archived(work)
    for _ in range(rounds):
        timed(framework_words(work, "run", "kept", "--force", *kept(work)))
    wide = framework_words(work, "plan", "wide", "--set", "pipeline.steps=%d" % many, *kept(work))
    start = jvm([READS], "dev.plumbline.cli.Plumb", "--version")
    aside = work + "/crc"

    def sums():
        return [s for s in glob.glob(work + "/tables/**/_delta_log/*.crc", recursive=True) if not os.path.basename(s).startswith(".")]

    def put_aside():
        for file in sums():
            to = aside + "/" + os.path.relpath(file, work)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            os.rename(file, to)

    def put_back():
        for file in glob.glob(aside + "/**/*.crc", recursive=True):
            os.rename(file, work + "/" + os.path.relpath(file, aside))

    timed(wide), timed(start)  # fingerprints of code are kept
    found, missing = len(sums()), 0
    with_sums, without, started = [], [], []
    for _ in range(options.pairs or 5):
        with_sums.append(timed(wide))
        started.append(timed(start))
        put_aside()
        missing = len(sums())
        without.append(timed(wide))
        put_back()
    for told, count, side, bound in (("with .crc files", found, with_sums, 1.0), ("without", missing, without, 1.5)):
        say("%s (%d)" % (told, count))
        sides(side, started, ("%d steps" % many, "--version"))
        verdict("seconds after start, " + told, statistics.median(a.wall - b.wall for a, b in zip(side, started)), bound)


def parse(options, work):
    say("parse    an exported DAG against the same written by hand, Airflow's import aside; fresh processes")
    venv = options.venv or work + "/venv"
    if not os.path.exists(venv + "/bin/airflow"):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv + "/bin/pip", "install", "-q", "--require-hashes", "-r", HOME + "/proofs/airflow-3.requirements.txt"], check=True)
    env = {**os.environ, "AIRFLOW_HOME": work + "/airflow", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # Python keeps what it compiled, unless told otherwise
    archived(work)
    for many in (5, 300):
        folder = "%s/dags-%d" % (work, many)
        conf = ["schedule.start=2001-06-01", "schedule.kept.once=true", "kept.pipeline.tables=%d" % (many - 1)]
        timed(jvm([READS, "-Dplumb.project=" + work], "dev.plumbline.cli.Plumb", "export", "kept", "--to", "airflow", "--out", folder,
                  *(word for line in conf for word in ("--conf", line))))
        reads = [venv + "/bin/python", HERE + "/airflow_parse.py"]
        timed([*reads, "by-hand", folder + "/kept.json", folder + "/by_hand.py"])
        ours, theirs = [], []
        for _ in range(options.pairs or 21):
            for name, side in random.sample((("kept", ours), ("by_hand", theirs)), 2):
                tasks, took = timed([*reads, folder + "/%s.py" % name], env=env).text.split()[-2:]
                if int(tasks) != many:
                    sys.exit("Cannot measure: %s has %s tasks" % (name, tasks))
                side.append(float(took))
        say("%-4d tasks   exported %s   by hand %s" % (many, spread(ours, "ms"), spread(theirs, "ms")))
        verdict("exported ÷ by hand, %d tasks, of medians" % many, statistics.median(ours) / statistics.median(theirs), 1.1)


FIGURES = {
    "noop": (noop, "an unchanged pipeline against an unchanged dvc repro"),
    "commit": (commit, "cold process to a Delta commit on Spark against the same by hand"),
    "job": (job, "the whole flight-delay on Spark against Spark by hand"),
    "profiles": (profiles, "column profiles, microseconds per cell and core"),
    "steps": (steps, "the framework's own milliseconds per kept step"),
    "planning": (planning, "planning 1,000 steps over 50 tables"),
    "parse": (parse, "an exported DAG read by Airflow against the same by hand"),
}


def main():
    about = "\n".join("  %-10s %s" % (name, text) for name, (_, text) in FIGURES.items())
    parser = argparse.ArgumentParser(prog="benchmarks/run.sh", epilog="figures:\n" + about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=FIGURES)
    parser.add_argument("--pairs", type=int, help="pairs of runs (noop, commit 5; job 3; parse 21)")
    parser.add_argument("--rows", choices=("3m", "30m"), default="3m", help="job: of how many rows")
    parser.add_argument("--source", help="job: the Parquet file of 3,000,000 flights")
    parser.add_argument("--xmx", help="job: the heap of both sides")
    parser.add_argument("--threads", type=int, help="job: of both sides")
    parser.add_argument("--seed", type=int, default=1, help="job: of the order of pairs")
    parser.add_argument("--heap", action="store_true", help="job: the smallest -Xmx that passes, by bisection")
    parser.add_argument("--heap-from", type=int, default=3072, help="job: MiB that surely pass")
    parser.add_argument("--scale", type=int, help="profiles: rows; steps, planning: steps")
    parser.add_argument("--venv", help="noop, parse: a virtual environment with DVC, with Airflow in it")
    options = parser.parse_args()
    work = tempfile.mkdtemp(prefix="plumbline-figures-")
    try:
        say("figure   " + " ".join(os.path.basename(word) for word in sys.argv[1:]))  # no path of this machine
        machine()
        FIGURES[options.figure][0](options, work)
        say("load     %s at the end" % " ".join("%.2f" % l for l in os.getloadavg()))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    os.makedirs(HERE + "/results", exist_ok=True)
    with open("%s/results/%s-%s.txt" % (HERE, datetime.date.today(), options.figure), "a") as kept_lines:
        kept_lines.write("\n".join(LINES) + "\n\n")


main()
