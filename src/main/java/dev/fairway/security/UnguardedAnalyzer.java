package dev.fairway.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells on the console what to set, in place of a stack trace. */
class UnguardedAnalyzer extends AbstractFailureAnalyzer<Unguarded> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Unguarded cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
