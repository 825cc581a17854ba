package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.NUMBER;
import static dev.clawgateway.store.form.Shapes.TEXT;
import static dev.clawgateway.store.form.Shapes.TIME;

import dev.clawgateway.core.device.ApprovalWay;
import dev.clawgateway.core.device.DeviceCard;
import dev.clawgateway.core.device.DeviceToken;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.device.PairedRole;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.Row;
import dev.clawgateway.store.form.WordNumbers;

/** Devices that identify themselves by a key. */
final class DeviceForms {
    private static final WordNumbers<ApprovalWay> WAY =
            WordNumbers.of(ApprovalWay.class)
                    .with(0, ApprovalWay.OPERATOR)
                    .with(1, ApprovalWay.LOOPBACK)
                    .with(2, ApprovalWay.NETWORK)
                    .with(3, ApprovalWay.NODE_CREDENTIAL)
                    .with(4, ApprovalWay.JOIN_CREDENTIAL)
                    .with(5, ApprovalWay.LABELS);

    private static final Form<DeviceCard> CARD =
            Form.of(row ->
                    new DeviceCard(
                            row.maybe(1, "name", DeviceCard::name, TEXT),
                            row.maybe(2, "platform", DeviceCard::platform, TEXT),
                            row.maybe(3, "family", DeviceCard::family, TEXT),
                            row.maybe(4, "client", DeviceCard::client, TEXT),
                            row.maybe(5, "mode", DeviceCard::mode, TEXT),
                            row.maybe(6, "version", DeviceCard::version, TEXT)));

    private static final Form<DeviceToken> TOKEN =
            Form.of(row ->
                    new DeviceToken(
                            row.is(1, "hash", DeviceToken::hash, TEXT),
                            row.many(2, "scopes", DeviceToken::scopes, TEXT),
                            row.is(3, "created_at", DeviceToken::createdAt, TIME),
                            row.maybe(4, "rotated_at", DeviceToken::rotatedAt, TIME),
                            row.maybe(5, "revoked_at", DeviceToken::revokedAt, TIME)));

    private static final Form<PairedRole> ROLE =
            Form.of((Row<PairedRole> row) ->
                            new PairedRole(
                                    row.is(1, "role", PairedRole::role, TEXT),
                                    row.many(2, "scopes", PairedRole::scopes, TEXT),
                                    row.many(3, "caps", PairedRole::caps, TEXT),
                                    row.many(4, "commands", PairedRole::commands, TEXT),
                                    row.is(5, "approved_at", PairedRole::approvedAt, TIME),
                                    row.is(6, "by", PairedRole::by, CallerForms.CALLER),
                                    row.is(7, "via", PairedRole::via, WAY),
                                    row.maybe(8, "token", PairedRole::token, TOKEN)))
                    .toldBy(1);

    static final Form<PairedDevice> DEVICE =
            Form.of(row ->
                    new PairedDevice(
                            row.is(1, "id", PairedDevice::id, TEXT),
                            row.is(2, "public_key", PairedDevice::publicKey, TEXT),
                            row.is(3, "card", PairedDevice::card, CARD),
                            row.is(4, "address", PairedDevice::address, TEXT),
                            row.maybe(5, "name", PairedDevice::name, TEXT),
                            row.is(6, "created_at", PairedDevice::createdAt, TIME),
                            row.many(7, "roles", PairedDevice::roles, ROLE),
                            row.is(15, "revision", PairedDevice::revision, NUMBER)));

    private DeviceForms() {}
}
