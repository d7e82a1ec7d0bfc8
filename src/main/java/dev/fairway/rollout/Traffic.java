package dev.fairway.rollout;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.Changes;
import dev.fairway.registry.DeletionAsked;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficChanged;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.TrafficPlans;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * How operators share out the calls of models that name no version.
 *
 * <p>Pointing the alias {@code production} is the stronger word: it ends a split, also when it points where it pointed
 * already, so that one call takes a canary back or promotes it. Shadows go on, but for the version that answers now.
 */
@Service
public class Traffic implements TrafficPlans {

    private final Models models;
    private final TrafficRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Traffic(Models models, TrafficRows rows, Changes changes, ApplicationEventPublisher events) {
        this.models = models;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
    }

    @Override
    public Map<ModelName, TrafficPlan> of(Collection<ModelName> plansOf) {
        return rows.of(plansOf);
    }

    /**
     * The plan in full: where there is no split, the version in production has all.
     *
     * @throws Refusal when there is no such model
     */
    public TrafficPlan of(ModelName model) {
        return rows.of(model).with(known(model).aliases().get(Models.PRODUCTION));
    }

    /**
     * Replaces the plan of a model. {@link TrafficChanged} is published before the change is final, so that every
     * version of it is loaded first; where one cannot be, its refusal leaves everything as it was.
     *
     * @throws Refusal when there is no such model or version, or a field is wrong
     */
    public void change(ModelName model, TrafficWish wish) {
        changes.of(model, () -> put(model, TrafficCheck.plan(wish, known(model))), () -> unknown(model));
    }

    /**
     * Lets everything go to production.
     *
     * @throws Refusal when there is no such model
     */
    public void reset(ModelName model) {
        changes.of(model, () -> put(known(model).name(), TrafficPlan.NONE), () -> unknown(model));
    }

    /** In the transaction of the move alone: what another replica has moved has been written by that replica. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void moved(AliasMoved moved) {
        if (moved.alias().equals(Models.PRODUCTION)) {
            ModelName model = moved.to().model();
            put(model, rows.of(model).promoted(moved.to().number()));
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void removed(AliasRemoved removed) {
        if (removed.alias().equals(Models.PRODUCTION)) {
            put(removed.model(), TrafficPlan.NONE);
        }
    }

    @EventListener
    void needed(DeletionAsked asked) {
        TrafficPlan plan = rows.of(asked.id().model());
        if (plan.versions().contains(asked.id().number())) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "version %s is in use: it has a share of the traffic or shadows it; take it out of the traffic first"
                            .formatted(asked.id()));
        }
    }

    private void put(ModelName model, TrafficPlan plan) {
        if (!rows.of(model).equals(plan)) {
            rows.put(model, plan);
            events.publishEvent(new TrafficChanged(model, plan));
        }
    }

    private Models.Model known(ModelName model) {
        return models.find(model).orElseThrow(() -> unknown(model));
    }

    private static Refusal unknown(ModelName model) {
        return new Refusal(Refusal.Kind.UNKNOWN, "there is no model " + model);
    }
}
