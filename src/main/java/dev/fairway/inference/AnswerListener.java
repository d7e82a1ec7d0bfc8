package dev.fairway.inference;

/**
 * Told of every answer on the thread that gave it, before the caller gets it. Must not block: a
 * listener that cannot keep up sheds and counts what it shed. Whatever it throws is kept from the caller.
 */
public interface AnswerListener {

    void answered(Answered answer);
}
