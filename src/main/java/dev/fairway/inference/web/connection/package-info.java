/** Whether whoever sent a request over HTTP is still there, which servlets cannot tell. */
@NullMarked
package dev.fairway.inference.web.connection;

import org.jspecify.annotations.NullMarked;
