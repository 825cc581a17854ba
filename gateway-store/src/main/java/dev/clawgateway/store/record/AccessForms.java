package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.credential.CredentialRecord;
import dev.clawgateway.core.credential.JoinUse;
import dev.clawgateway.core.credential.Revocation;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.SealedFamily;
import dev.clawgateway.store.form.WordNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials, and what was taken back. */
final class AccessForms {
    private static final WordNumbers<Role> ROLE =
            WordNumbers.of(Role.class)
                    .with(0, Role.VIEWER)
                    .with(1, Role.OPERATOR)
                    .with(2, Role.ADMIN);

    private static final WordNumbers<Revocation.Of> OF =
            WordNumbers.of(Revocation.Of.class)
                    .with(0, Revocation.Of.CREDENTIAL)
                    .with(1, Revocation.Of.SUBJECT)
                    .with(2, Revocation.Of.EVERYBODY);

    /** A list that is not there is not an empty one: that allows everything, and this nothing. */
    private record Clusters(List<String> names) {
        static @Nullable Clusters of(Rights rights) {
            return rights.virtualClusters() == null ? null : new Clusters(rights.virtualClusters());
        }
    }

    private static final Form<Clusters> CLUSTERS =
            Form.of(row -> new Clusters(row.many(1, "names", Clusters::names, TEXT)));

    private static final Form<Rights> RIGHTS =
            Form.of(row -> {
                Role role = row.is(1, "role", Rights::role, ROLE);
                Clusters clusters = row.maybe(2, "virtual_clusters", Clusters::of, CLUSTERS);
                boolean ownOnly = row.is(3, "own_only", Rights::ownOnly, FLAG);
                return new Rights(role, clusters == null ? null : clusters.names(), ownOnly);
            });

    private static final SealedFamily<Holder> HOLDER =
            SealedFamily.<Holder>empty()
                    .with(
                            1,
                            "operator",
                            Holder.Operator.class,
                            Form.of(row ->
                                    new Holder.Operator(
                                            row.is(1, "name", Holder.Operator::name, TEXT),
                                            row.is(2, "rights", Holder.Operator::rights, RIGHTS))))
                    .with(
                            2,
                            "node",
                            Holder.Node.class,
                            Form.of(row ->
                                    new Holder.Node(
                                            row.is(1, "node", Holder.Node::node, TEXT),
                                            row.map(2, "labels", Holder.Node::labels, TEXT))))
                    .with(
                            3,
                            "join",
                            Holder.Join.class,
                            Form.of(row ->
                                    new Holder.Join(
                                            row.is(1, "node", Holder.Join::node, TEXT),
                                            row.map(2, "labels", Holder.Join::labels, TEXT),
                                            row.is(3, "uses", Holder.Join::uses, INTEGER))));

    static final Form<Credential> SAID =
            Form.of(row ->
                    new Credential(
                            row.is(1, "id", Credential::id, TEXT),
                            row.is(2, "holder", Credential::holder, HOLDER),
                            row.is(3, "issued", Credential::issued, TIME),
                            row.is(4, "expires", Credential::expires, TIME)));

    static final Form<CredentialRecord> CREDENTIAL =
            Form.of(row ->
                    new CredentialRecord(
                            row.is(1, "credential", CredentialRecord::credential, SAID),
                            row.is(2, "by", CredentialRecord::by, CallerForms.CALLER),
                            row.maybe(3, "agent_key", CredentialRecord::agentKey, TEXT),
                            row.is(15, "revision", CredentialRecord::revision, NUMBER)));

    static final Form<Revocation> REVOCATION =
            Form.of(row ->
                    new Revocation(
                            row.is(1, "what", Revocation::what, OF),
                            row.is(2, "whose", Revocation::whose, TEXT),
                            row.is(3, "at", Revocation::at, TIME),
                            row.is(4, "until", Revocation::until, TIME)));

    static final Form<JoinUse> JOIN_USE =
            Form.of(row ->
                    new JoinUse(
                            row.is(1, "join", JoinUse::join, TEXT),
                            row.is(2, "agent_key", JoinUse::agentKey, TEXT),
                            row.is(3, "credential", JoinUse::credential, TEXT),
                            row.is(4, "until", JoinUse::until, TIME)));

    private AccessForms() {}
}
