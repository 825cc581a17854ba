package dev.clawgateway.store;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.workload.GpuSelector;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Any record of the core with random components, from a seed. By reflection, so that a component
 * that is added tomorrow is covered too.
 */
public final class RandomRecords {
    private static final int MAX_ATTEMPTS = 1000;
    private static final String[] TEXTS = {
        "",
        "a",
        "NVIDIA H100 80GB HBM3",
        "GPU-5e1d77aa-1111-2222-3333-44445555666f",
        "GPU-5E1D77AA-1111-2222-3333-44445555666F",
        "zone/a",
        "line\nbreak \"quoted\" \\ \u0000",
        "Zürich 🦀 \uFFFD"
    };
    private static final String[] SELECTORS = {
        "",
        "device.memory_mib >= 40000",
        "name.contains('A100') && !(index == 3 || uuid.startsWith('GPU-'))"
    };

    /** Descent annotations off record components is slow enough to be done once. */
    private static final ClassValue<AnnotatedType[]> SHAPES =
            new ClassValue<>() {
                @Override
                protected AnnotatedType[] computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getAnnotatedType)
                            .toArray(AnnotatedType[]::new);
                }
            };

    private static final ClassValue<Constructor<?>> CONSTRUCTORS =
            new ClassValue<>() {
                @Override
                protected Constructor<?> computeValue(Class<?> type) {
                    Class<?>[] parameters =
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new);
                    try {
                        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
                        constructor.trySetAccessible();
                        return constructor;
                    } catch (NoSuchMethodException failure) {
                        throw new LinkageError(type.toString(), failure);
                    }
                }
            };

    private final RandomGenerator random;

    public RandomRecords(RandomGenerator random) {
        this.random = random;
    }

    /** A record, or any member of a sealed family of records. */
    public <T> T next(Class<T> type) {
        return type.cast(plain(type));
    }

    /** Tries again when the record refuses the combination. */
    private <T extends Record> T record(Class<T> type) {
        AnnotatedType[] components = SHAPES.get(type);
        int refused = 0;
        while (refused < MAX_ATTEMPTS) {
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(components[i]);
            }
            try {
                return type.cast(CONSTRUCTORS.get(type).newInstance(values));
            } catch (InvocationTargetException _) {
                refused++;
            } catch (ReflectiveOperationException failure) {
                throw new LinkageError(type.toString(), failure);
            }
        }
        throw new AssertionError("no acceptable " + type);
    }

    private @Nullable Object value(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
            return null;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            Class<?> of = raw(generic.getType());
            if (of.isSealed()) {
                return plain(of);
            }
            return arguments.length == 2 ? map(arguments[1]) : list(arguments[0]);
        }
        return plain(raw(type.getType()));
    }

    /** Of a variable its bound. */
    private static Class<?> raw(Type type) {
        return switch (type) {
            case ParameterizedType generic -> raw(generic.getRawType());
            case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
            default -> (Class<?>) type;
        };
    }

    private List<@Nullable Object> list(AnnotatedType element) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(value(element));
        }
        return values;
    }

    private Map<String, @Nullable Object> map(AnnotatedType element) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.put(text() + i, value(element));
        }
        return values;
    }

    private Object plain(Class<?> type) {
        if (type.isSealed()) {
            Class<?>[] members = type.getPermittedSubclasses();
            return plain(members[random.nextInt(members.length)]);
        } else if (type == Caller.class) {
            return record(Caller.class).recorded();
        } else if (type.isRecord()) {
            return record(type.asSubclass(Record.class));
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (type == UUID.class) {
            return uuid();
        } else if (type == String.class) {
            return text();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(10) == 0 ? Integer.MAX_VALUE : random.nextInt(1200);
        } else if (type == long.class || type == Long.class) {
            return random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextLong(1200);
        } else if (type == double.class) {
            return random.nextInt(10) == 0 ? Double.MAX_VALUE : random.nextDouble(1e6);
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(1L << 33), random.nextInt(1_000_000_000));
        } else if (type == Duration.class) {
            return Duration.ofSeconds(random.nextLong(1L << 33), random.nextInt(1_000_000_000));
        } else if (type == GpuSelector.class) {
            return GpuSelector.parse(SELECTORS[random.nextInt(SELECTORS.length)]);
        }
        throw new AssertionError("no random value for " + type);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
