/**
 * What a store keeps, as tables: each component of each record with its number, name and shape. The
 * numbers are for good; how tables grow is told in {@link dev.clawgateway.store.form}.
 */
@NullMarked
package dev.clawgateway.store.record;

import org.jspecify.annotations.NullMarked;
