package dev.fairway.inference;

/**
 * Told of every answer on the thread that gave it, before the caller gets it. Must neither block nor throw: a listener
 * that cannot keep up sheds and counts what it shed.
 */
public interface AnswerListener {

    void answered(Answered answer);
}
