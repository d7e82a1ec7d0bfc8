package dev.fairway.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that starts another process of this program: the same Java, the same classes and the same main class
 * as the service's own.
 *
 * @param classPath where the classes lie
 * @param main class to start, and what comes before the role's own argument
 */
public record JavaCommand(String classPath, List<String> main) {

    private static final String MAIN = "dev.fairway.Fairway";
    /** Reads the classes inside an executable jar, or the layout that one was unpacked to. */
    private static final String LOADER = "org.springframework.boot.loader.launch.JarLauncher";

    public JavaCommand {
        main = List.copyOf(main);
    }

    /** As this very service was started: from class folders and jars, or from an executable jar. */
    public static JavaCommand ofThisService(String role) {
        boolean plain = ClassLoader.getSystemResource(MAIN.replace('.', '/') + ".class") != null;
        return new JavaCommand(System.getProperty("java.class.path"), List.of(plain ? MAIN : LOADER, role));
    }

    /**
     * @param options of the Java machine, such as the greatest heap
     * @param argument what the role works on
     */
    public List<String> line(List<String> options, Path argument) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.addAll(options);
        line.add("-cp");
        line.add(classPath);
        line.addAll(main);
        line.add(argument.toString());
        return line;
    }
}
