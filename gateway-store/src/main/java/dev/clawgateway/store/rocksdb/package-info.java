/**
 * The embedded durable store. Holds no rule of the cluster: it keeps what it is given, whole or not
 * at all, and gives it back.
 */
@NullMarked
package dev.clawgateway.store.rocksdb;

import org.jspecify.annotations.NullMarked;
