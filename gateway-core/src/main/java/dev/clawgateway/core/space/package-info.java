/**
 * Workspaces: what is kept of one beside its workload, and what may be asked for. Holds no rule
 * that looks at anything else: those are in {@code core.state.space}.
 */
@NullMarked
package dev.clawgateway.core.space;

import org.jspecify.annotations.NullMarked;
