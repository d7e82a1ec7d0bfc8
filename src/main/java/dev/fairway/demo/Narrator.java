package dev.fairway.demo;

import java.io.PrintStream;

/** Tells on the console what the demo does and what to try, in ASCII: a bare terminal shows nothing else. */
final class Narrator {

    private final PrintStream console;

    Narrator(PrintStream console) {
        this.console = console;
    }

    /** One line of the story. */
    void tell(String line) {
        console.println("demo | " + line);
    }

    /** Lines that stand alone, so that a command can be copied whole. */
    void show(String block) {
        console.println();
        console.println(block.stripTrailing());
        console.println();
    }
}
