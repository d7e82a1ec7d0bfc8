package dev.fairway.training.request;

import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Loss;
import dev.fairway.training.spec.Optimizer;
import dev.fairway.training.spec.Schedule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is to be minimised, and how. */
record RequestedLearning(Fields body) {

    private static final Set<Loss.Type> WEIGHED = EnumSet.of(Loss.Type.WEIGHTED_CROSS_ENTROPY, Loss.Type.FOCAL);

    Loss loss(Architecture architecture, boolean regression) {
        Fields fields = body.variant("loss");
        Loss.Type type = fields.choice("type", Loss.Type.AUTO);
        parameter(fields, "gamma", type, Loss.Type.FOCAL);
        parameter(fields, "smoothing", type, Loss.Type.LABEL_SMOOTHING);
        parameter(fields, "delta", type, Loss.Type.HUBER);
        Loss loss = new Loss(type, fields.numberOrNull("gamma", 0, 10), fields.numberOrNull("smoothing", 0, 0.9),
                fields.numberOrNull("delta", 1e-6, 1e6));
        fields.end();
        check(type, architecture, regression);
        return loss;
    }

    private static void parameter(Fields fields, String name, Enum<?> type, Enum<?> of) {
        if (type != of && fields.has(name)) {
            fields.wrong(name, "is for the type %s only".formatted(word(of)));
        }
    }

    private void check(Loss.Type loss, Architecture architecture, boolean regression) {
        Set<Loss.Type> fitting = fitting(architecture, regression);
        if (loss != Loss.Type.AUTO && !fitting.contains(loss)) {
            body.wrong("loss", "%s auto%s".formatted(goal(architecture, regression),
                    fitting.stream().map(type -> ", " + word(type)).collect(Collectors.joining())));
        }
    }

    private static Set<Loss.Type> fitting(Architecture architecture, boolean regression) {
        return switch (architecture) {
            case Architecture.TextGenerator _ -> EnumSet.of(Loss.Type.SEQUENCE_CROSS_ENTROPY);
            case Architecture.Autoencoder _,Architecture.Gan _ -> EnumSet.noneOf(Loss.Type.class);
            case Architecture _ when regression -> EnumSet.of(Loss.Type.MSE, Loss.Type.MAE, Loss.Type.HUBER);
            case Architecture _ -> Arrays.stream(Loss.Type.values())
                    .filter(Loss.Type::isForClasses)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Loss.Type.class)));
        };
    }

    private static String goal(Architecture architecture, boolean regression) {
        if (architecture.isUnsupervised()) {
            return "this architecture takes";
        }
        return regression ? "a numeric target takes" : "classes take";
    }

    @Nullable
    Map<String, Double> classWeights(Loss loss) {
        if (!body.has("class_weights")) {
            return null;
        }
        if (!WEIGHED.contains(loss.type())) {
            body.wrong("class_weights", "are for the losses weighted_cross_entropy and focal only");
        }
        return body.numbers("class_weights", 0, 1e6);
    }

    Optimizer optimizer(Architecture architecture) {
        Fields fields = body.section("optimizer");
        Optimizer.Type type = fields.choice("type", Optimizer.Type.ADAMW);
        Optimizer usual = TrainDefaults.optimizer(type, architecture);
        if (!type.hasMomentum() && fields.has("momentum")) {
            fields.wrong("momentum", "is for the optimizers sgd, nesterov and rmsprop only");
        }
        Optimizer optimizer = new Optimizer(type, fields.number("learning_rate", usual.learningRate(), 1e-8, 10),
                fields.number("momentum", usual.momentum(), 0, 0.999),
                fields.number("weight_decay", usual.weightDecay(), 0, 10), fields.number("l1", usual.l1(), 0, 10),
                fields.number("clip_norm", usual.clipNorm(), 0, 1e6), schedule(fields, usual.schedule().type()),
                fields.whole("warmup_steps", usual.warmupSteps(), 0, 1_000_000));
        fields.end();
        return optimizer;
    }

    private static Schedule schedule(Fields optimizer, Schedule.Type usual) {
        Fields fields = optimizer.variant("schedule");
        Schedule.Type type = fields.choice("type", usual);
        parameter(fields, "every", type, Schedule.Type.STEP);
        parameter(fields, "patience", type, Schedule.Type.PLATEAU);
        if (!List.of(Schedule.Type.STEP, Schedule.Type.PLATEAU).contains(type) && fields.has("factor")) {
            fields.wrong("factor", "is for the types step and plateau only");
        }
        Schedule schedule = new Schedule(type, fields.wholeOrNull("every", 1, 10_000),
                fields.wholeOrNull("patience", 1, 10_000), fields.numberOrNull("factor", 1e-6, 0.999));
        fields.end();
        return schedule;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
