package dev.clawgateway.store.record;

import static dev.clawgateway.store.form.Shapes.FLAG;
import static dev.clawgateway.store.form.Shapes.INTEGER;
import static dev.clawgateway.store.form.Shapes.NODE;
import static dev.clawgateway.store.form.Shapes.TEXT;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.store.form.Form;
import dev.clawgateway.store.form.SealedFamily;

/** Who was behind something. */
final class CallerForms {
    static final SealedFamily<Principal> PRINCIPAL =
            SealedFamily.<Principal>empty()
                    .with(
                            1,
                            "node",
                            Principal.Node.class,
                            Form.of(row ->
                                    new Principal.Node(row.is(1, "id", Principal.Node::id, NODE))))
                    .with(
                            2,
                            "operator",
                            Principal.Operator.class,
                            Form.of(row ->
                                    new Principal.Operator(
                                            row.maybe(1, "name", Principal.Operator::name, TEXT))))
                    .with(
                            3,
                            "device",
                            Principal.Device.class,
                            Form.of(row ->
                                    new Principal.Device(
                                            row.is(1, "id", Principal.Device::id, TEXT))))
                    .with(
                            4,
                            "gateway",
                            Principal.Gateway.class,
                            Form.of(_ -> new Principal.Gateway()));

    static final Form<Caller> CALLER =
            Form.of(row ->
                    new Caller(
                            row.is(1, "principal", Caller::principal, PRINCIPAL),
                            row.is(2, "dialect", Caller::dialect, TEXT),
                            row.is(3, "address", Caller::address, TEXT),
                            row.is(4, "port", Caller::port, INTEGER),
                            row.is(5, "local", Caller::local, FLAG),
                            row.maybe(6, "request_id", Caller::requestId, TEXT)));

    private CallerForms() {}
}
