package dev.fairway.training.examples;

import dev.fairway.training.TrainSpec.Split;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deals rows out by groups: rows of one group stay together, so that the test shows how good the model is for somebody
 * whom it has not seen. A row without a group is one of its own.
 */
final class GroupSplit {

    private final int[] groups;
    private final int[] sizes;
    private final Draw draw;

    /** @param names the group of each row */
    GroupSplit(@Nullable String[] names, Draw draw) {
        Map<String, Integer> codes = new HashMap<>();
        this.groups = new int[names.length];
        int next = 0;
        for (int row = 0; row < names.length; row++) {
            String name = names[row];
            Integer known = name == null ? null : codes.get(name);
            groups[row] = known == null ? next++ : known;
            if (name != null) {
                codes.put(name, groups[row]);
            }
        }
        this.sizes = new int[next];
        for (int group : groups) {
            sizes[group]++;
        }
        this.draw = draw;
    }

    byte[] parts(Split split) {
        Split.Folds folds = split.folds();
        return folds == null ? shares(split) : fold(folds, split.validation());
    }

    /** Groups go to the test until it has its share, then to the validation; the last one is for training at least. */
    private byte[] shares(Split split) {
        byte[] partOfGroup = new byte[sizes.length];
        double tests = split.test() * groups.length;
        double validations = split.validation() * groups.length;
        int left = sizes.length;
        for (int group : draw.order(sizes.length)) {
            left--;
            if (left == 0) {
                break;
            }
            // A group that would overshoot by more than it falls short goes on to the next part.
            if (tests >= sizes[group] / 2.0) {
                partOfGroup[group] = Draw.TEST;
                tests -= sizes[group];
            } else if (validations >= sizes[group] / 2.0) {
                partOfGroup[group] = Draw.VALIDATION;
                validations -= sizes[group];
            }
        }
        return rows(partOfGroup);
    }

    /** Each group goes to the fold that has the fewest rows so far; then the validation is taken from the others. */
    private byte[] fold(Split.Folds folds, double validation) {
        int[] rows = new int[folds.count()];
        int[] foldOfGroup = new int[sizes.length];
        for (int group : draw.order(sizes.length)) {
            int least = 0;
            for (int f = 1; f < rows.length; f++) {
                least = rows[f] < rows[least] ? f : least;
            }
            foldOfGroup[group] = least;
            rows[least] += sizes[group];
        }
        byte[] partOfGroup = new byte[sizes.length];
        double validations = validation * (groups.length - rows[folds.test()]);
        for (int group : draw.order(sizes.length)) {
            if (foldOfGroup[group] == folds.test()) {
                partOfGroup[group] = Draw.TEST;
            } else if (validations >= sizes[group] / 2.0) {
                partOfGroup[group] = Draw.VALIDATION;
                validations -= sizes[group];
            }
        }
        return rows(partOfGroup);
    }

    private byte[] rows(byte[] partOfGroup) {
        byte[] part = new byte[groups.length];
        for (int row = 0; row < part.length; row++) {
            part[row] = partOfGroup[groups[row]];
        }
        return part;
    }
}
