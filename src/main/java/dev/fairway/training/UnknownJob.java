package dev.fairway.training;

import dev.fairway.contract.Refusal;

/** There is no train job of that id. */
public class UnknownJob extends Refusal {

    public UnknownJob(String id) {
        super(Kind.UNKNOWN, "there is no train job " + (id.length() > 64 ? id.substring(0, 64) + "…" : id));
    }
}
