/** What sessions of nodes and of operators share: what they are told. */
@NullMarked
package dev.clawgateway.server.dialect.claw.session;

import org.jspecify.annotations.NullMarked;
