package dev.fairway.training.search;

/** What a search does next. */
public sealed interface Step {

    /** Begins a trial. */
    record Begin(int number) implements Step {}

    /** Sends a trial that rests on to the next rung. */
    record Promote(int number, int rung) implements Step {}

    /** Nothing before a trial that is under way has come to its end. */
    record Wait() implements Step {}

    /** There is nothing left to do. */
    record Done() implements Step {}
}
