package dev.clawgateway.control.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Audit;
import dev.clawgateway.control.access.GoodTokens;
import dev.clawgateway.control.access.MemoryAudit;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Tokens;
import dev.clawgateway.control.links.FakeLink;
import dev.clawgateway.control.links.NodeLink;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No operation can be reached beside the door: while it denies everything, each public method of
 * each class of operations is refused, and has touched neither the inbox nor the scheduler nor what
 * was published.
 */
class OperationsDoorTest {
    private static final Caller CALLER =
            new Caller(new Principal.Operator("mallory"), "any", "192.0.2.1", false, null);

    /**
     * Who joins or renews is asked for a token before anybody knows whom the door is asked about.
     */
    private static final Tokens SHOWN =
            new GoodTokens(
                    new Credential(
                            "1",
                            new Holder.Operator("mallory", Rights.FULL),
                            Instant.EPOCH,
                            Instant.MAX));

    @TestFactory
    Stream<DynamicTest> isAskedBeforeAnythingElse() throws Exception {
        return operations().map(method -> dynamicTest(name(method), () -> isRefused(method)));
    }

    private static void isRefused(Method method) throws ReflectiveOperationException {
        Set<Operation> asked = EnumSet.noneOf(Operation.class);
        List<Answer<?>> answers = call(method, asked, true);

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst())
                .isEqualTo(new Answer.Refused<>(ErrorCode.PERMISSION_DENIED, "not you"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void isAskedAboutEveryOperationThereIs() throws Exception {
        Set<Operation> asked = EnumSet.noneOf(Operation.class);
        for (Method method : operations().toList()) {
            call(method, asked, true);
            call(method, asked, false);
        }

        assertThat(asked).containsExactlyInAnyOrder(Operation.values());
    }

    private static List<Answer<?>> call(Method method, Set<Operation> asked, boolean flag)
            throws ReflectiveOperationException {
        List<Answer<?>> answers = new ArrayList<>();
        Access nobody =
                (_, operation, _) -> {
                    asked.add(operation);
                    return new Access.Decision.Denied("not you");
                };
        Arguments arguments = new Arguments(nobody);
        MemoryAudit audit = new MemoryAudit();
        arguments.give(Audit.class, audit);
        arguments.give(Caller.class, CALLER);
        arguments.give(Tokens.class, SHOWN);
        arguments.give(String.class, "as long as the key of an agent");
        arguments.give(boolean.class, flag);
        arguments.give(Reply.class, (Reply<Object>) answers::add);
        FakeLink link = new FakeLink(1);
        arguments.give(NodeLink.class, link);
        Object target = arguments.any(method.getDeclaringClass());
        method.invoke(target, arguments.of(method.getParameters()));
        assertThat(audit.refusals()).as("what was written of it").hasSize(1);
        assertThat(audit.entries()).isEmpty();
        // A registration is answered by the link of its session.
        link.refusals().forEach(why -> answers.add(new Answer.Refused<>(why.code(), why.detail())));
        return answers;
    }

    /** Every public method of every class of operations; what takes no caller is none. */
    private static Stream<Method> operations() throws IOException, URISyntaxException {
        Path root = Path.of(Desk.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(root.resolve("dev/clawgateway/control"))) {
            List<Method> methods =
                    files.map(file -> root.relativize(file).toString())
                            .filter(file -> file.endsWith("Operations.class"))
                            .filter(file -> !file.endsWith("/Operations.class"))
                            .map(OperationsDoorTest::loaded)
                            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                            .filter(method -> Modifier.isPublic(method.getModifiers()))
                            .filter(method -> !method.getName().equals("settings")) // no operation
                            .toList();
            assertThat(methods).hasSizeGreaterThan(30);
            return methods.stream();
        }
    }

    private static Class<?> loaded(String file) {
        try {
            return Class.forName(file.replace(".class", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
