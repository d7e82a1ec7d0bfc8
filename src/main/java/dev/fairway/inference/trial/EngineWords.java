package dev.fairway.inference.trial;

import dev.fairway.contract.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engines say, in words for whoever sent the network: libtorch and ONNX Runtime tell of files, lines and
 * functions of their own, and say what matters in one line among many.
 */
final class EngineWords {

    private static final int LONGEST = 300;
    private static final List<Pattern> UNKNOWN_OPERATORS = List.of(
            Pattern.compile("Unknown builtin op: ([\\w.:]+?)\\.?(?=\\s|$)"),
            Pattern.compile("Could not find any similar ops to ([\\w.:]+?)\\.(?=\\s|$)"),
            Pattern.compile("Fatal error: ([\\w.:]+?)(?:\\(-?\\d+\\))? is not a registered function/op"),
            Pattern.compile("No Op registered for ([\\w.:]+)"), Pattern.compile("No such operator ([\\w.:]+)"));
    private static final Pattern UNKNOWN_CLASS = Pattern
            .compile("Unknown type name '(__torch__\\.torch\\.classes[\\w.]+)'");
    private static final Pattern OPERATOR_VERSION = Pattern.compile(
            "(?:Opset|opset|ai\\.onnx\\.?\\w*) (\\d+) is under development|Unsupported model IR version: (\\d+)");
    /** What goes wrong while a module runs comes last, after the lines of its program. */
    private static final Pattern RUNTIME_ERROR = Pattern.compile("(?:RuntimeError|Error): (.+)");
    private static final Pattern PATHS = Pattern.compile("(?<![\\w.])(?:file:)?/[\\w.@+-]+(?:/[\\w.@+-]*)+(?::\\d+)?");
    private static final Pattern NOISE = Pattern.compile(
            "\\[enforce fail at [^]]*]\\s*|Exception raised from .*|Error code - [\\w]+ - message: |^\\s*[\\w.]+(?:Exception|Error): |[^ ]*\\.(?:cc|cpp|h):\\d+ ?|\\b[\\w:~<>]+\\([^)]*\\) ?\\[?(?=\\[ShapeInference|$)");

    private EngineWords() {}

    /** Why a network is refused. */
    static String of(Throwable failure) {
        List<String> messages = messages(failure);
        String all = String.join("\n", messages);
        for (Pattern pattern : UNKNOWN_OPERATORS) {
            Matcher matcher = pattern.matcher(all);
            if (matcher.find()) {
                return "needs the operator %s, which this service does not have".formatted(matcher.group(1));
            }
        }
        Matcher type = UNKNOWN_CLASS.matcher(all);
        if (type.find()) {
            return "needs the class %s, which this service does not have".formatted(type.group(1));
        }
        Matcher version = OPERATOR_VERSION.matcher(all);
        if (version.find()) {
            return "is written for a newer ONNX than this service reads; export it with an older opset";
        }
        return told(failure, messages);
    }

    /** Our own words first, then what the engine said last and shortest. */
    private static String told(Throwable failure, List<String> messages) {
        String own = failure instanceof Refusal ? messages.getFirst() : "";
        String engine = failure instanceof Refusal && messages.size() == 1 ? "" : clean(messages.getLast());
        if (own.isEmpty()) {
            return engine.isEmpty() ? "cannot be run, and the engine does not say why" : engine;
        }
        return engine.isEmpty() || own.contains(engine) ? own : own + ": " + engine;
    }

    private static List<String> messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null && messages.size() < 10; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                messages.add(message);
            }
        }
        return messages.isEmpty() ? List.of("") : messages;
    }

    static String clean(String message) {
        Matcher error = RUNTIME_ERROR.matcher(message);
        String line = message.lines().map(String::strip).filter(text -> !text.isEmpty()).findFirst().orElse("");
        while (error.find()) {
            line = error.group(1);
        }
        String clean = PATHS.matcher(NOISE.matcher(line).replaceAll("")).replaceAll("").strip();
        clean = clean.replaceAll("\\s+", " ").replaceFirst("[\\s:;,.]+$", "");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }
}
