package dev.parallax.comparison.cli;

import dev.parallax.processes.ClusterMember;
import dev.parallax.processes.ClusterMember.State;
import dev.parallax.processes.ClusterSettings;
import dev.parallax.processes.StandingCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "cluster",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "start|stop|status|flink",
        description = "A Flink cluster of separate processes on this machine, reachable on loopback alone.",
        footer = {
            "",
            "Examples:",
            "  ./parallax cluster start --taskmanagers 2",
            "  ./parallax compare --cluster 127.0.0.1:8081",
            "  ./parallax cluster status",
            "  ./parallax cluster stop"
        })
final class ClusterCommand {
    private static final int MOST_TASK_MANAGERS = 100;
    private static final int MOST_SLOTS = 1000;
    private static final String DIRECTORY = "parallax-cluster";

    @ParentCommand
    private Parallax parallax;

    /** Options behind Flink's command are not Parallax'. */
    static void leaveToFlinkWhatIsItsOwn(CommandLine cluster) {
        cluster.getSubcommands().get("flink").setStopAtPositional(true);
    }

    /** Where it is. */
    static final class Place {
        @Option(
                names = "--directory",
                paramLabel = "DIR",
                defaultValue = DIRECTORY,
                description = "Where the cluster has its configuration, logs, checkpoints and savepoints. "
                        + "Default: ${DEFAULT-VALUE}.")
        private Path directory;

        private StandingCluster cluster() {
            return StandingCluster.in(directory);
        }
    }

    /** What it is made of; what is not said is as before where it runs already. */
    static final class Shape {
        @Option(
                names = "--taskmanagers",
                paramLabel = "N",
                description = "How many TaskManagers there are. Default: 2.")
        private Integer taskManagers;

        @Option(
                names = "--slots",
                paramLabel = "N",
                description = "Of each TaskManager: how many subtasks of each kind it can run at once. Default: 8, as "
                        + "flink-conf/config.yaml says.")
        private Integer slots;

        @Option(
                names = "--ha",
                arity = "0",
                description = "High availability: a ZooKeeper runs along, and jobs go on when the JobManager has died "
                        + "and was started again.")
        private Boolean highAvailability;

        @Option(
                names = "--web-submit",
                arity = "0",
                description = "Let jars be uploaded and run over the web UI. Who can reach its port can then run any "
                        + "code.")
        private Boolean webSubmit;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Of the web UI and the REST interface; 0 for any free port. Default: 8081.")
        private Integer port;

        private void check() {
            requireBetween("--taskmanagers", taskManagers, MOST_TASK_MANAGERS);
            requireBetween("--slots", slots, MOST_SLOTS);
            if (port != null) {
                Addresses.requirePort("--port", port);
            }
        }

        private static void requireBetween(String option, Integer value, int most) {
            if (value != null && (value < 1 || value > most)) {
                throw new IllegalArgumentException(option + " must be between 1 and " + most + ", not " + value + ".");
            }
        }

        private ClusterSettings on(ClusterSettings base) {
            return base.withTaskManagers(taskManagers == null ? base.taskManagers() : taskManagers)
                    .withSlotsEach(slots == null ? base.slotsEach() : slots)
                    .withHighAvailability(highAvailability == null ? base.highAvailability() : highAvailability)
                    .withWebSubmit(webSubmit == null ? base.webSubmit() : webSubmit)
                    .withRestPort(port == null ? base.restPort() : port);
        }
    }

    @Command(
            name = "start",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Starts the cluster, and leaves it running. Where it runs already, starts what has ended of "
                    + "it, and more TaskManagers if asked for. Prints the address of its web UI.",
            footer = {
                "",
                "Examples:",
                "  ./parallax cluster start",
                "  ./parallax cluster start --taskmanagers 3 --slots 4 --ha",
                "  ./parallax cluster start --port 8082 --directory other-cluster"
            })
    int start(@Mixin Shape shape, @Mixin Place place) throws IOException {
        shape.check();
        StandingCluster cluster = place.cluster();
        ClusterSettings wanted = wanted(shape, cluster, place.directory);
        try (OpenResources resources = parallax.resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Starting Flink", -1);
            StandingCluster.Launch launch = resources.open(() -> cluster.start(wanted));
            URI address = launch.await();
            progress.close();
            System.err.println(sentence(launch.started(), wanted, place.directory));
            parallax.output().print(address + "\n");
        }
        return Parallax.DONE;
    }

    private static ClusterSettings wanted(Shape shape, StandingCluster cluster, Path directory) {
        Optional<ClusterSettings> running = cluster.running();
        if (running.isEmpty()) {
            return shape.on(ClusterSettings.defaults(directory).withRestPort(8081));
        }
        ClusterSettings before = running.get();
        ClusterSettings wanted = shape.on(before);
        if (wanted.taskManagers() < before.taskManagers()
                || !wanted.withTaskManagers(before.taskManagers()).equals(before)) {
            throw new IllegalArgumentException("The cluster in " + directory + " runs with other settings ("
                    + settings(before) + "): './parallax cluster stop' it first.");
        }
        return wanted;
    }

    private static String settings(ClusterSettings settings) {
        return "--taskmanagers " + settings.taskManagers() + " --slots " + settings.slotsEach()
                + (settings.highAvailability() ? " --ha" : "") + (settings.webSubmit() ? " --web-submit" : "")
                + " --port " + settings.restPort();
    }

    private static String sentence(List<String> started, ClusterSettings settings, Path directory) {
        if (started.isEmpty()) {
            return "The cluster runs already.";
        }
        int members = settings.taskManagers() + (settings.highAvailability() ? 2 : 1);
        String what = started.size() == members
                ? "The cluster runs, with " + counted(settings.taskManagers(), "TaskManager")
                : "The cluster ran already; what was missing runs again: " + String.join(", ", started);
        return what + ". Its logs are in " + directory.resolve("logs") + ". './parallax cluster stop' ends it.";
    }

    @Command(
            name = "stop",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Stops the cluster. Its logs, checkpoints and savepoints stay; one with --ha also remembers "
                    + "its jobs, and takes them up again at the next start with --ha in the same directory.",
            footer = {"", "Example:", "  ./parallax cluster stop"})
    int stop(@Mixin Place place) throws IOException {
        StandingCluster cluster = place.cluster();
        if (cluster.members().isEmpty()) {
            System.err.println(none(place.directory));
            return Parallax.DONE;
        }
        boolean remembers =
                cluster.running().map(ClusterSettings::highAvailability).orElse(false);
        try (OpenResources resources = parallax.resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Stopping Flink", -1);
            int jobs = cluster.stop();
            progress.close();
            System.err.println("The cluster is stopped." + (jobs == 0 ? "" : fate(jobs, remembers)));
        }
        return Parallax.DONE;
    }

    private static String fate(int jobs, boolean remembered) {
        return " " + counted(jobs, "job") + (jobs == 1 ? " was" : " were") + " running"
                + (remembered ? ", which the next start with --ha takes up again." : ", and ended with it.");
    }

    @Command(
            name = "status",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Lists the cluster's processes, with the address of the web UI at the JobManager: columns on "
                    + "a terminal, tabs in a pipe. Exit status 0 if all of them run, otherwise 1.",
            footer = {"", "Example:", "  ./parallax cluster status"})
    int status(@Mixin Place place) throws IOException {
        List<ClusterMember> members = place.cluster().members();
        if (members.isEmpty()) {
            System.err.println(none(place.directory));
            return Parallax.CHECK_FAILED;
        }
        Table table = new Table("process", "state", "pid", "MiB", "address", "log");
        members.forEach(each -> table.add(
                each.name(),
                each.state().name().toLowerCase(Locale.ROOT),
                each.pid() == 0 ? "" : Long.toString(each.pid()),
                each.residentBytes() >> 20,
                each.address(),
                shown(each.log())));
        parallax.output().print(table.text(Terminal.isOutput()));
        members.stream()
                .filter(each -> each.state() != State.RUNNING)
                .forEach(each -> System.err.println(trouble(each)));
        return members.stream().allMatch(each -> each.state() == State.RUNNING) ? Parallax.DONE : Parallax.CHECK_FAILED;
    }

    @Command(
            name = "flink",
            sortOptions = false,
            abbreviateSynopsis = true,
            description =
                    "Runs Flink's own command line against the cluster, as the 'flink' of a distribution does. Its "
                            + "exit status is 3 when that one's is not 0.",
            footer = {
                "",
                "Examples:",
                "  ./parallax cluster flink run -d batch-jobs/target/parallax-batch-jobs-1.0-SNAPSHOT-job.jar \\",
                "      --pipeline devices --kafka 127.0.0.1:9092 --topic events --views file:views --view batch",
                "  ./parallax cluster flink list"
            })
    int flink(
            @Mixin Place place,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "ARGUMENT",
                            description = "What Flink takes; its own options stand behind its command.")
                    List<String> arguments)
            throws IOException {
        return place.cluster().flink(arguments, parallax.output()) == 0 ? Parallax.DONE : Parallax.FAILED;
    }

    private static String none(Path directory) {
        return "No cluster runs in " + directory + ".";
    }

    private static String trouble(ClusterMember member) {
        return "The " + member.name()
                + switch (member.state()) {
                    case ENDED ->
                        " has ended"
                                + member.lastProblem()
                                        .map(problem -> " (" + problem + ")")
                                        .orElse("")
                                + ": './parallax cluster start' starts it again.";
                    case PAUSED -> " is paused: 'kill -CONT " + member.pid() + "' lets it go on.";
                    case SILENT -> " is there, but not at work, or not yet: see " + shown(member.log()) + ".";
                    case RUNNING -> " runs.";
                };
    }

    private static String shown(Path log) {
        Path here = Path.of("").toAbsolutePath();
        return (log.startsWith(here) ? here.relativize(log) : log).toString();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
