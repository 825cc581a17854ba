/**
 * The OpenClaw dialect: operators and nodes of OpenClaw, and the GPU agents that speak its
 * language, see the same fleet as everybody else. Translates, and holds no rules of the fleet.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw;

import org.jspecify.annotations.NullMarked;
