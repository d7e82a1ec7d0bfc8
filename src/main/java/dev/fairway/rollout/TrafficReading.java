package dev.fairway.rollout;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.VersionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what decides on all routes, as of one moment: a promotion moves an alias and ends a split in one transaction,
 * and a reader that saw only one of the two would send calls where nobody wants them.
 */
@Component
class TrafficReading {

    private final Models models;
    private final TrafficRows rows;
    private final TransactionTemplate transaction;

    TrafficReading(Models models, TrafficRows rows, PlatformTransactionManager transactions) {
        this.models = models;
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Every model that has a version in production or a plan. */
    Map<ModelName, ModelTraffic> all() {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Map<ModelName, ModelTraffic> all = new HashMap<>();
            for (VersionId id : models.aliased(Models.PRODUCTION)) {
                all.put(id.model(), new ModelTraffic(id.model(), id.number(), TrafficPlan.NONE));
            }
            rows.all()
                    .forEach((model, plan) -> all.merge(model, new ModelTraffic(model, null, plan),
                            (aliased, _) -> aliased.with(plan)));
            return all;
        }));
    }
}
