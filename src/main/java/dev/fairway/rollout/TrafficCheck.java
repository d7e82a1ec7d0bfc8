package dev.fairway.rollout;

import static java.util.Comparator.comparingInt;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.TrafficPlan.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what an operator wants against the versions that there are, and makes it a plan. */
final class TrafficCheck {

    /** Each version that answers or sees calls is loaded and has series of its own. */
    private static final int MOST_SHARES = 20;
    private static final int MOST_SHADOWS = 5;
    private static final int MOST_WEIGHT = 1_000_000;
    /** What may name a header of HTTP and metadata of gRPC alike; there, a name that ends in -bin holds no text. */
    private static final Pattern HEADER = Pattern.compile("(?!.*-bin$)[A-Za-z0-9][A-Za-z0-9_.-]{0,99}",
            Pattern.CASE_INSENSITIVE);

    private final Models.Model model;
    private final List<FieldError> errors = new ArrayList<>();
    private final List<FieldError> unknown = new ArrayList<>();

    private TrafficCheck(Models.Model model) {
        this.model = model;
    }

    /** @throws Refusal that names every field that is wrong or names no version */
    static TrafficPlan plan(TrafficWish wish, Models.Model model) {
        TrafficCheck check = new TrafficCheck(model);
        TrafficPlan plan = check.plan(wish);
        if (!check.errors.isEmpty()) {
            check.errors.addAll(check.unknown);
            throw Refusal.invalid(check.errors);
        }
        if (!check.unknown.isEmpty()) {
            throw new Refusal(Refusal.Kind.UNKNOWN, check.unknown.getFirst().message(), check.unknown);
        }
        return plan;
    }

    private TrafficPlan plan(TrafficWish wish) {
        TrafficPlan plan = new TrafficPlan(split(wish.shares()), shadows(wish.shadows()), wish.stickyBy());
        onlyAnswering(plan).filter(plan.shadow()::contains)
                .ifPresent(version -> wrong("shadow",
                        "version %d answers every call already and cannot see them as a shadow".formatted(version)));
        String header = wish.stickyBy();
        if (header != null && !HEADER.matcher(header).matches()) {
            wrong("sticky_by", "must be the name of a request header, such as X-User-Id");
        }
        return plan;
    }

    private List<Share> split(List<TrafficWish.@Nullable Share> wishes) {
        most("split", wishes.size(), MOST_SHARES);
        Set<Integer> seen = new HashSet<>();
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            TrafficWish.Share wish = wishes.get(i);
            String field = "split[%d]".formatted(i);
            Optional<Integer> version = version(field + ".version", wish == null ? null : wish.version(), seen);
            Optional<Integer> weight = weight(field + ".weight", wish == null ? null : wish.weight());
            version.ifPresent(number -> shares.add(new Share(number, weight.orElse(1))));
        }
        if (!shares.isEmpty() && shares.stream().allMatch(share -> share.weight() == 0)) {
            wrong("split", "needs a weight above 0; to end a split leave it out");
        }
        return shares.stream().sorted(comparingInt(Share::version)).toList();
    }

    private List<Integer> shadows(List<@Nullable Integer> wishes) {
        most("shadow", wishes.size(), MOST_SHADOWS);
        Set<Integer> seen = new HashSet<>();
        List<Integer> shadows = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            version("shadow[%d]".formatted(i), wishes.get(i), seen).ifPresent(shadows::add);
        }
        return shadows.stream().sorted().toList();
    }

    private Optional<Integer> version(String field, @Nullable Integer version, Set<Integer> seen) {
        if (version == null) {
            wrong(field, "is missing; it is the number of a version");
        } else if (!seen.add(version)) {
            wrong(field, "version %d is there twice".formatted(version));
        } else if (model.versions().stream().noneMatch(known -> known.id().number() == version)) {
            unknown.add(new FieldError(field,
                    "model %s has no version %d; it has %s".formatted(model.name(), version,
                            model.versions()
                                    .stream()
                                    .map(known -> Integer.toString(known.id().number()))
                                    .collect(Collectors.joining(", ")))));
        } else {
            return Optional.of(version);
        }
        return Optional.empty();
    }

    private Optional<Integer> weight(String field, @Nullable Integer weight) {
        if (weight == null || weight < 0 || weight > MOST_WEIGHT) {
            wrong(field, "must be a whole number from 0 to %d".formatted(MOST_WEIGHT));
            return Optional.empty();
        }
        return Optional.of(weight);
    }

    /** The version that every call goes to, where there is just one. */
    private Optional<Integer> onlyAnswering(TrafficPlan plan) {
        List<Integer> answering = plan.with(model.aliases().get(Models.PRODUCTION)).answering();
        return answering.size() == 1 ? Optional.of(answering.getFirst()) : Optional.empty();
    }

    private void most(String field, int size, int most) {
        if (size > most) {
            wrong(field, "has %d versions; %d are the most".formatted(size, most));
        }
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
