package dev.plumbline.tracking;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package sees which, so that a remote store can be one more implementation. */
final class ArrowsTest {
  private static final String[] SQL = {
    "dev.plumbline.tracking.sql", "dev.plumbline.tracking.sqlite", "dev.plumbline.tracking.postgres"
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.plumbline.tracking");

  @Test
  void onlyTheSqlStoresKnowSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SQL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..")
        .check(classes);
  }

  /** Nobody who has a file loads the driver of the other database. */
  @Test
  void theDatabasesDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.plumbline.tracking.sql", "dev.plumbline.tracking.sqlite")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.plumbline.tracking.postgres", "org.postgresql..", "com.zaxxer..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("dev.plumbline.tracking.postgres")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.plumbline.tracking.sqlite", "org.sqlite..")
        .check(classes);
  }

  @Test
  void thePortsWorkOnAnyStore() {
    noClasses()
        .that()
        .resideInAPackage("dev.plumbline.tracking.pipeline")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SQL)
        .check(classes);
  }

  /** Fail points lie in the module that all others see; they are no words of pipelines. */
  @Test
  void theWordsOfMlflowKnowNothingOfPipelines() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SQL)
        .and()
        .resideOutsideOfPackage("dev.plumbline.tracking.pipeline")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.plumbline.pipeline..")
                .and(resideOutsideOfPackage("dev.plumbline.pipeline.fault")))
        .check(classes);
  }

  @Test
  void noPackagesGoRound() {
    slices().matching("dev.plumbline.tracking.(*)..").should().beFreeOfCycles().check(classes);
  }
}
