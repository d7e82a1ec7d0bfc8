/** Refusals, unreadable requests and defects as the body that the called surface speaks; a name for every request. */
@NullMarked
package dev.fairway.contract.web;

import org.jspecify.annotations.NullMarked;
