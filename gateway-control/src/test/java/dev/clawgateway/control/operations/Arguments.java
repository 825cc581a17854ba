package dev.clawgateway.control.operations;

import dev.clawgateway.control.ManualTime;
import dev.clawgateway.control.ManualTimers;
import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.liveness.Patience;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Some value of any type; what operations work on is built so that touching it fails. */
final class Arguments {
    private final Map<Class<?>, Object> given = new HashMap<>();

    Arguments(Access access) {
        given.put(Access.class, access);
        given.put(Time.class, new ManualTime());
        given.put(Timers.class, new ManualTimers());
        Duration second = Duration.ofSeconds(1);
        given.put(Patience.class, new Patience(second, second.multipliedBy(2), second));
        given.put(WorkloadSpec.class, new WorkloadSpec("image", List.of(), Map.of(), 1, 1, 1));
        given.put(String.class, "x");
        given.put(int.class, 1);
        given.put(long.class, 1L);
        given.put(boolean.class, true);
        given.put(double.class, 1.0);
        given.put(Integer.class, 1);
        given.put(Long.class, 1L);
        given.put(Boolean.class, true);
        given.put(Duration.class, second);
        given.put(Instant.class, Instant.EPOCH);
        given.put(UUID.class, new UUID(1, 1));
        given.put(List.class, List.of());
        given.put(Map.class, Map.of());
        given.put(Set.class, Set.of());
        given.put(Optional.class, Optional.empty());
        given.put(Executor.class, (Executor) Runnable::run);
    }

    /** From now on this is the value of that type. */
    void give(Class<?> type, Object value) {
        given.put(type, value);
    }

    Object[] of(Parameter[] parameters) {
        return Arrays.stream(parameters).map(this::any).toArray();
    }

    private Object any(Parameter parameter) {
        return parameter.getParameterizedType() instanceof ParameterizedType type
                        && type.getRawType() == Supplier.class
                        && type.getActualTypeArguments()[0] instanceof Class<?> supplied
                ? (Supplier<?>) () -> any(supplied)
                : any(parameter.getType());
    }

    Object any(Class<?> type) {
        Object known = given.get(type);
        return known != null ? known : made(type);
    }

    private Object made(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isSealed()) {
            return any(type.getPermittedSubclasses()[0]);
        } else if (type.isInterface()) {
            return untouchable(type);
        }
        try {
            Constructor<?> constructor =
                    Arrays.stream(type.getDeclaredConstructors())
                            .max(Comparator.comparingInt(Constructor::getParameterCount))
                            .orElseThrow();
            constructor.setAccessible(true);
            return constructor.newInstance(of(constructor.getParameters()));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no value of " + type, e);
        }
    }

    private static Object untouchable(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> onObject(proxy, method.getName(), arguments, type));
    }

    private static @Nullable Object onObject(
            Object proxy, String method, Object @Nullable [] arguments, Class<?> type) {
        return switch (method) {
            case "toString" -> "some " + type.getSimpleName();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" ->
                    arguments != null
                            && System.identityHashCode(proxy)
                                    == System.identityHashCode(arguments[0]);
            // The door is asked about a workload, or a workspace, by where it lies and whose it is.
            case "workload", "workspace" -> null;
            case "workspaces" -> List.of();
            case String name when name.equals("clusterName") && type == ClusterView.class ->
                    arguments == null ? null : arguments[0];
            default ->
                    throw new AssertionError(
                            "beside the door: " + type.getSimpleName() + "." + method);
        };
    }
}
