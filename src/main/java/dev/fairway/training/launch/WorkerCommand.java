package dev.fairway.training.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The command line that starts a worker: the same Java, the same classes and the same main class as the service's own.
 *
 * @param classPath where the worker's classes lie
 * @param main class to start, and what comes before the job's folder
 */
record WorkerCommand(String classPath, List<String> main) {

    private static final String MAIN = "dev.fairway.Fairway";
    /** Reads the classes inside an executable jar, or the layout that one was unpacked to. */
    private static final String LOADER = "org.springframework.boot.loader.launch.JarLauncher";
    private static final String WORK = "train-worker";

    WorkerCommand {
        main = List.copyOf(main);
    }

    /** As this very service was started: from class folders and jars, or from an executable jar. */
    static WorkerCommand ofThisService() {
        boolean plain = ClassLoader.getSystemResource(MAIN.replace('.', '/') + ".class") != null;
        return new WorkerCommand(System.getProperty("java.class.path"), List.of(plain ? MAIN : LOADER, WORK));
    }

    List<String> line(Path folder, DataSize heap) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-Xmx" + heap.toBytes());
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-cp");
        line.add(classPath);
        line.addAll(main);
        line.add(folder.toString());
        return line;
    }
}
