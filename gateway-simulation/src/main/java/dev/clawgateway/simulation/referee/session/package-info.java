/**
 * Judges of sessions of nodes: who has one, what is told and said there, and what comes of it. The
 * door is {@link dev.clawgateway.simulation.referee.session.SessionJudges}.
 */
@NullMarked
package dev.clawgateway.simulation.referee.session;

import org.jspecify.annotations.NullMarked;
