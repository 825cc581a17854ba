/**
 * The membership dialect: what proxy fleets with a coordinator say over HTTP, translated to
 * operations and back. Keeps no member and no rule of its own; knows no other dialect.
 */
@NullMarked
package dev.clawgateway.server.dialect.membership;

import org.jspecify.annotations.NullMarked;
