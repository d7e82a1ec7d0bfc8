/** What the load harness compares the service with: networks, libtorch by itself, and a web server by itself. */
@NullMarked
package dev.fairway.benchmark;

import org.jspecify.annotations.NullMarked;
