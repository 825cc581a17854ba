/**
 * What dialects have in common: the form in which a guest of the house is let in, and how it is
 * found out who speaks on a session. No dialect is here, and none knows another.
 */
@NullMarked
package dev.clawgateway.server.dialect;

import org.jspecify.annotations.NullMarked;
