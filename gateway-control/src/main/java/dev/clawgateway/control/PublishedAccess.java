package dev.clawgateway.control;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.cluster.AccessChange;
import dev.clawgateway.core.credential.AccessRegister;
import dev.clawgateway.core.credential.AccessView;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.core.device.PairedDevice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of credentials and devices as readers see it. Written by the store thread alone,
 * read by all without a lock.
 */
final class PublishedAccess implements AccessView {
    private record Taken(Revocation.Of what, String whose) {}

    private final Map<String, CredentialRecord> credentials = new ConcurrentHashMap<>();
    private final Map<Taken, Instant> revoked = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> agentsByJoin = new ConcurrentHashMap<>();
    private final Map<String, PairedDevice> devices = new ConcurrentSkipListMap<>();

    PublishedAccess(AccessRegister register) {
        register.credentials().forEach(one -> apply(new AccessChange.CredentialSaved(one)));
        register.revocations().forEach(one -> apply(new AccessChange.RevocationSaved(one)));
        register.uses().forEach(one -> apply(new AccessChange.JoinUsed(one)));
        register.devices().forEach(one -> apply(new AccessChange.DeviceSaved(one)));
    }

    void apply(AccessChange change) {
        switch (change) {
            case AccessChange.CredentialSaved(var record) -> credentials.put(record.id(), record);
            case AccessChange.CredentialForgotten(var id) -> credentials.remove(id);
            case AccessChange.RevocationSaved(var taken) ->
                    revoked.put(new Taken(taken.what(), taken.whose()), taken.at());
            case AccessChange.RevocationForgotten(var what, var whose) ->
                    revoked.remove(new Taken(what, whose));
            case AccessChange.JoinUsed(JoinUse use) ->
                    agentsByJoin
                            .computeIfAbsent(use.join(), _ -> ConcurrentHashMap.newKeySet())
                            .add(use.agentKey());
            case AccessChange.JoinUseForgotten(var join, var agentKey) ->
                    agentsByJoin.computeIfPresent(join, (_, agents) -> without(agents, agentKey));
            case AccessChange.DeviceSaved(var device) -> devices.put(device.id(), device);
            case AccessChange.DeviceForgotten(var id) -> devices.remove(id);
        }
    }

    private static @Nullable Set<String> without(Set<String> agents, String gone) {
        agents.remove(gone);
        return agents.isEmpty() ? null : agents;
    }

    @Override
    public @Nullable CredentialRecord find(String id) {
        return credentials.get(id);
    }

    @Override
    public List<CredentialRecord> all() {
        return credentials.values().stream()
                .sorted(
                        Comparator.comparing((CredentialRecord one) -> one.credential().issued())
                                .thenComparing(CredentialRecord::id))
                .toList();
    }

    @Override
    public int uses(String join) {
        return agentsByJoin.getOrDefault(join, Set.of()).size();
    }

    @Override
    public boolean revoked(String id, String subject, Instant issued) {
        return at(id, subject, issued) != null;
    }

    @Override
    public @Nullable Instant revokedAt(Credential credential) {
        return at(credential.id(), credential.holder().subject(), credential.issued());
    }

    @Override
    public @Nullable PairedDevice device(String id) {
        return devices.get(id);
    }

    @Override
    public List<PairedDevice> devices() {
        return List.copyOf(devices.values());
    }

    private @Nullable Instant at(String id, String subject, Instant issued) {
        Instant itself = revoked.get(new Taken(Revocation.Of.CREDENTIAL, id));
        if (itself != null) {
            return itself;
        }
        Instant all = upTo(Revocation.Of.SUBJECT, subject, issued);
        return all == null ? upTo(Revocation.Of.EVERYBODY, "", issued) : all;
    }

    private @Nullable Instant upTo(Revocation.Of what, String whose, Instant issued) {
        Instant at = revoked.get(new Taken(what, whose));
        return at != null && !issued.isAfter(at) ? at : null;
    }
}
