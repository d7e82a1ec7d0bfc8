package dev.fairway.registry;

import dev.fairway.contract.Refusal;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of a model, one at a time over all replicas: the model's row is locked while a transaction changes it. */
@Component
public class Changes {

    private final TransactionTemplate transaction;
    private final VersionRows rows;

    Changes(PlatformTransactionManager transactions, VersionRows rows) {
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.rows = rows;
    }

    /** @throws Refusal the one given, when there is no such model */
    public void of(ModelName model, Runnable change, Supplier<Refusal> unknown) {
        transaction.executeWithoutResult(_ -> {
            int _ = rows.lock(model).orElseThrow(unknown);
            change.run();
        });
    }

    /** Changes a model that is made when it is new; the change is told the last version number that was given. */
    <T> T orNew(ModelName model, Function<Integer, T> change) {
        transaction.executeWithoutResult(_ -> rows.addModel(model));
        return transaction.execute(_ -> change.apply(rows.lock(model).orElseThrow()));
    }
}
