using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>Makes compiled source runnable inside the test process.</summary>
internal static class CompiledOutput
{
    public static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
            throw new XunitException("The output does not compile:\n" +
                string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        // KernelGen.dll and the framework resolve to the ones the tests use: the context has none of its own.
        return new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(image);
    }

    public static TDelegate Bind<TDelegate>(Assembly assembly, string type, string method) where TDelegate : Delegate
    {
        var owner = assembly.GetType(type)
            ?? throw new XunitException($"No type {type} among: {string.Join(", ", assembly.GetTypes().Select(found => found.FullName))}");
        // Overloads (a description beside its kernel) are told apart by the delegate's own parameters.
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var found = owner.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, parameters)
            ?? throw new XunitException($"No static {type}.{method}({string.Join(", ", parameters.Select(parameter => parameter.Name))})");
        return found.CreateDelegate<TDelegate>();
    }
}
