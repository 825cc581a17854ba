/** How log lines look and where they go. Knows Logback; nothing else in the product does. */
@NullMarked
package dev.clawgateway.server.logging;

import org.jspecify.annotations.NullMarked;
