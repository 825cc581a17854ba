package dev.clawgateway.core.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that was approved.
 *
 * @param id hash of its key, in hexadecimal digits
 * @param publicKey the key, in base64url
 * @param card as it was when it was approved last
 * @param address from which it asked then; empty where that is not known
 * @param name that people gave it; null for its own
 * @param roles one of a kind, in the order in which they were approved first
 * @param revision of the command that saved it last
 */
public record PairedDevice(
        String id,
        String publicKey,
        DeviceCard card,
        String address,
        @Nullable String name,
        Instant createdAt,
        List<PairedRole> roles,
        long revision) {
    public PairedDevice {
        roles = List.copyOf(roles);
    }

    /** Null where it is not approved for that. */
    public @Nullable PairedRole role(String named) {
        for (PairedRole role : roles) {
            if (role.role().equals(named)) {
                return role;
            }
        }
        return null;
    }

    /** What people see: the name that they gave it, or its own; null where it has none. */
    public @Nullable String shownName() {
        return name == null ? card.name() : name;
    }

    /** When something of it was approved last. */
    public Instant approvedAt() {
        return roles.stream().map(PairedRole::approvedAt).max(Instant::compareTo).orElse(createdAt);
    }

    /** When it was given anything last: what it may be, or a token. */
    public Instant latest() {
        return roles.stream()
                .map(PairedRole::latest)
                .max(Comparator.naturalOrder())
                .orElse(createdAt);
    }

    /** The same under another name. */
    public PairedDevice named(@Nullable String other) {
        return new PairedDevice(id, publicKey, card, address, other, createdAt, roles, revision);
    }

    /** The same with that role in the place of the one of its kind. */
    public PairedDevice with(PairedRole changed) {
        List<PairedRole> all = new ArrayList<>(roles);
        all.replaceAll(role -> role.role().equals(changed.role()) ? changed : role);
        if (!all.contains(changed)) {
            all.add(changed);
        }
        return new PairedDevice(id, publicKey, card, address, name, createdAt, all, revision);
    }

    /** The same, not approved for that. */
    public PairedDevice without(PairedRole role) {
        List<PairedRole> others = roles.stream().filter(other -> !other.equals(role)).toList();
        return new PairedDevice(id, publicKey, card, address, name, createdAt, others, revision);
    }

    /** The same as it told of itself later. */
    public PairedDevice telling(DeviceCard later, String from) {
        return new PairedDevice(id, publicKey, later, from, name, createdAt, roles, revision);
    }

    /** As saved by the command of that revision. */
    public PairedDevice at(long saved) {
        return new PairedDevice(id, publicKey, card, address, name, createdAt, roles, saved);
    }
}
