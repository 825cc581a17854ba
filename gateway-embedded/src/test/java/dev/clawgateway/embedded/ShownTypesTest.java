package dev.clawgateway.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Programs see none of the server's rooms, and the process stays theirs. */
@AnalyzeClasses(
        packages = "dev.clawgateway.embedded",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ShownTypesTest {
    private static final List<String> SHOWN =
            List.of(
                    "java.",
                    "dev.clawgateway.embedded",
                    "dev.clawgateway.core",
                    "dev.clawgateway.plugin");

    @ArchTest
    static final ArchRule NO_ROOM_OF_THE_SERVER_IS_SHOWN =
            classes().that().arePublic().should(showKnownTypes());

    /** Signals, the log and the exit code are the daemon's. */
    @ArchTest
    static final ArchRule THE_PROCESS_IS_LEFT_ALONE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.clawgateway.server.signal..",
                            "dev.clawgateway.server.logging..",
                            "dev.clawgateway.server.service..")
                    .orShould()
                    .callMethod(System.class, "exit", int.class);

    private static ArchCondition<JavaClass> showKnownTypes() {
        return new ArchCondition<>("show types of its own, of the core and of plug-ins alone") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    if (shown(unit)) {
                        unit.getRawParameterTypes().forEach(used -> check(unit, used, events));
                        check(unit, unit.getRawReturnType(), events);
                    }
                }
            }

            private boolean shown(JavaCodeUnit unit) {
                return unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED);
            }

            private void check(JavaCodeUnit unit, JavaClass used, ConditionEvents events) {
                JavaClass base = used.getBaseComponentType();
                if (!base.isPrimitive() && SHOWN.stream().noneMatch(base.getName()::startsWith)) {
                    String what = unit.getFullName() + " shows " + used.getName();
                    events.add(SimpleConditionEvent.violated(unit, what));
                }
            }
        };
    }
}
