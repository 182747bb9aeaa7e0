package io.manometer.ui.template;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;

/**
 * Evaluates {@code ${...}} in templates: a variable, then components of records, such as {@code row.name.text}, and
 * the {@code size} of lists. No calls, no operators, no classes, so neither a template nor a hostile name can run anything. An unknown component is an error;
 * a null on the way gives null.
 */
final class PropertyPaths implements IStandardVariableExpressionEvaluator {

  /** What Thymeleaf makes of a condition without an "else". */
  private static final String NOTHING = "null";

  private static final ClassValue<Map<String, MethodHandle>> COMPONENTS = new ClassValue<>() {
    @Override
    protected Map<String, MethodHandle> computeValue(Class<?> type) {
      return componentsOf(type);
    }
  };

  @Override
  public Object evaluate(
      IExpressionContext context, IStandardVariableExpression expression, StandardExpressionExecutionContext execution) {
    String path = expression.getExpression().strip();
    if (path.equals(NOTHING)) {
      return null;
    }
    int dot = path.indexOf('.');
    String variable = dot < 0 ? path : path.substring(0, dot);
    if (!context.containsVariable(variable)) {
      throw new IllegalArgumentException("no variable \"" + variable + "\" for ${" + path + "}");
    }
    Object value = context.getVariable(variable);
    while (dot >= 0 && value != null) {
      int next = path.indexOf('.', dot + 1);
      value = component(value, next < 0 ? path.substring(dot + 1) : path.substring(dot + 1, next), path);
      dot = next;
    }
    return value;
  }

  private static Object component(Object owner, String name, String path) {
    if (owner instanceof Collection<?> collection && name.equals("size")) {
      return collection.size();
    }
    MethodHandle accessor = COMPONENTS.get(owner.getClass()).get(name);
    if (accessor == null) {
      throw new IllegalArgumentException(owner.getClass().getSimpleName() + " has no \"" + name + "\" for ${" + path + "}");
    }
    try {
      return accessor.invoke(owner);
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable checked) {
      throw new IllegalStateException("reading ${" + path + "}", checked);
    }
  }

  private static Map<String, MethodHandle> componentsOf(Class<?> type) {
    Map<String, MethodHandle> accessors = new HashMap<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        try {
          accessors.put(component.getName(), MethodHandles.publicLookup().unreflect(component.getAccessor()));
        } catch (IllegalAccessException notPublic) {
          throw new IllegalArgumentException(type + " must be public for a template to read it", notPublic);
        }
      }
    }
    return accessors;
  }
}
