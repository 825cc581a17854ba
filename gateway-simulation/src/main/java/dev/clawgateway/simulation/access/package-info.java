/**
 * The credentials of a world: the keys that sign them, who has which, and whoever hands them out,
 * takes them back, and shows what is not his.
 */
@NullMarked
package dev.clawgateway.simulation.access;

import org.jspecify.annotations.NullMarked;
