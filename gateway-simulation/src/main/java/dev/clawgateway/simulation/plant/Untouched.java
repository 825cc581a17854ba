package dev.clawgateway.simulation.plant;

import java.util.Set;

/**
 * Gives of the program's own classes only those that know nothing of a bug: those are warm already.
 */
final class Untouched extends ClassLoader {
    private static final String PRODUCT = "dev.clawgateway.";

    private final Set<String> touched;
    private final ClassLoader own = Untouched.class.getClassLoader();

    /**
     * @param touched rooms whose classes are not given
     */
    Untouched(Set<String> touched) {
        super("untouched", ClassLoader.getPlatformClassLoader());
        this.touched = touched;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(PRODUCT) && touched.contains(Rooms.of(name))) {
            throw new ClassNotFoundException(name);
        }
        return own.loadClass(name);
    }
}
