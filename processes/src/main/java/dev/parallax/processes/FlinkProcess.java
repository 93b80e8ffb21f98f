package dev.parallax.processes;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** How the processes of a Flink cluster are started: as the scripts of a distribution do it, with the memory that the configuration gives them. */
final class FlinkProcess {
    static final String JOB_MANAGER = "jobmanager";
    static final String TASK_MANAGER = "taskmanager-";

    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FlinkProcess() {}

    static JavaProcess jobManager(ClusterConfiguration configuration, List<String> options) {
        Configuration flink = configuration.flink();
        var memory = JobManagerProcessUtils.processSpecFromConfig(flink);
        return process(JOB_MANAGER, configuration, CoreOptions.FLINK_JM_JVM_OPTIONS)
                .main(StandaloneSessionClusterEntrypoint.class.getName())
                .options(words(JobManagerProcessUtils.generateJvmParametersStr(memory, flink)))
                .options(options)
                .arguments(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    }

    /** @param number of the TaskManager, from 1 */
    static JavaProcess taskManager(int number, ClusterConfiguration configuration, List<String> options) {
        String name = TASK_MANAGER + number;
        var memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration.flink());
        return process(name, configuration, CoreOptions.FLINK_TM_JVM_OPTIONS)
                .main(TaskManagerRunner.class.getName())
                .options(words(ProcessMemoryUtils.generateJvmParametersStr(memory)))
                .options(options)
                .arguments(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)))
                .argumentsOfEachStart(
                        () -> List.of("-D", TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + identity(name)));
    }

    /**
     * What it is called in the web UI: with the time of its start. Flink, which needs a while to notice that a TaskManager has died, would otherwise take its
     * successor for the dead one and turn it away.
     */
    private static String identity(String name) {
        return name + "-" + STARTED.format(Instant.now());
    }

    /** The name of a TaskManager by its {@link #identity}. */
    static String nameOf(String identity) {
        return identity.replaceFirst("^(" + TASK_MANAGER + "\\d+)-.*", "$1");
    }

    private static JavaProcess process(
            String name, ClusterConfiguration configuration, ConfigOption<String> ofItsKind) {
        Path log = new ProcessFiles(configuration.directory(), name).log();
        Path conf = configuration.conf();
        List<String> options = new ArrayList<>(words(configuration.flink().get(CoreOptions.FLINK_JVM_OPTIONS)));
        options.addAll(words(configuration.flink().get(ofItsKind)));
        return JavaProcess.named(name, configuration.directory())
                .classPath(FlinkLibraries.onClassPath())
                .options(options)
                .options(
                        "-Dlog4j.configurationFile=" + conf.resolve("log4j-console.properties"),
                        // Where the web UI looks for it.
                        "-Dlog.file=" + log)
                .environment(Map.of("FLINK_CONF_DIR", conf.toString()))
                .arguments("--configDir", conf.toString());
    }

    static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
