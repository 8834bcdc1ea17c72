using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>A session of ONNX Runtime on one thread, with its inputs and its output bound.</summary>
internal sealed unsafe class OnnxRuntime : IDisposable
{
    // Names the library's file, where it is not in a folder node_modules here or above.
    private const string Variable = "KERNELGEN_ONNXRUNTIME";
    private const string InNodeModules = "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1";

    private const uint ApiVersion = 17;
    private const int LogErrors = 3, DeviceAllocator = 0, DefaultMemory = 0;

    private static readonly Lazy<nint> s_library = new(() => Candidates().Select(Load).FirstOrDefault(handle => handle != 0));
    private static readonly Lazy<nint> s_environment = new(CreateEnvironment);

    private readonly nint _session;
    private readonly nint[] _inputNames, _outputNames, _inputs, _outputs;

    public static string? Missing => s_library.Value != 0 ? null : $"libonnxruntime not found (npm package onnxruntime-node, or its path in {Variable})";

    public OnnxRuntime(byte[] model, IReadOnlyList<OnnxTensor> inputs, OnnxTensor output)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)Api(Function.CreateSessionOptions))(&options));
        Check(((delegate* unmanaged<nint, int, nint>)Api(Function.SetIntraOpNumThreads))(options, 1));
        Check(((delegate* unmanaged<nint, int, nint>)Api(Function.SetInterOpNumThreads))(options, 1));
        fixed (byte* bytes = model)
            Check(((delegate* unmanaged<nint, byte*, nint, nint, nint*, nint>)Api(Function.CreateSessionFromArray))(s_environment.Value, bytes, model.Length, options, &session));
        ((delegate* unmanaged<nint, void>)Api(Function.ReleaseSessionOptions))(options);
        _session = session;

        (_inputNames, _inputs) = ([.. inputs.Select(input => Marshal.StringToCoTaskMemUTF8(input.Name))], [.. inputs.Select(input => Bind(input))]);
        (_outputNames, _outputs) = ([Marshal.StringToCoTaskMemUTF8(output.Name)], [Bind(output)]);
    }

    public void Run()
    {
        fixed (nint* inputNames = _inputNames, inputs = _inputs, outputNames = _outputNames, outputs = _outputs)
            Check(((delegate* unmanaged<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)Api(Function.Run))(
                _session, 0, inputNames, inputs, _inputs.Length, outputNames, _outputs.Length, outputs));
    }

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_outputs))
            ((delegate* unmanaged<nint, void>)Api(Function.ReleaseValue))(value);
        foreach (var name in _inputNames.Concat(_outputNames))
            Marshal.FreeCoTaskMem(name);
        ((delegate* unmanaged<nint, void>)Api(Function.ReleaseSession))(_session);
    }

    private static nint Bind(OnnxTensor tensor)
    {
        nint place, value;
        Check(((delegate* unmanaged<int, int, nint*, nint>)Api(Function.CreateCpuMemoryInfo))(DeviceAllocator, DefaultMemory, &place));
        fixed (long* dimensions = tensor.Dimensions)
            Check(((delegate* unmanaged<nint, nint, nint, long*, nint, int, nint*, nint>)Api(Function.CreateTensorWithData))(
                place, tensor.At, (nint)tensor.Bytes, dimensions, tensor.Dimensions.Length, tensor.Type, &value));
        ((delegate* unmanaged<nint, void>)Api(Function.ReleaseMemoryInfo))(place);
        return value;
    }

    private static nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "benchmark\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)Api(Function.CreateEnv))(LogErrors, name, &environment));
        return environment;
    }

    // The function table of OrtApi (onnxruntime_c_api.h) only ever grows at its end.
    private enum Function
    {
        GetErrorMessage = 2, CreateEnv = 3, CreateSessionFromArray = 8, Run = 9, CreateSessionOptions = 10,
        SetIntraOpNumThreads = 24, SetInterOpNumThreads = 25, CreateTensorWithData = 49, CreateCpuMemoryInfo = 69,
        ReleaseMemoryInfo = 94, ReleaseSession = 95, ReleaseValue = 96, ReleaseSessionOptions = 100,
    }

    private static readonly Lazy<nint> s_api = new(() =>
    {
        var tables = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(s_library.Value, "OrtGetApiBase"))();
        return ((delegate* unmanaged<uint, nint>)tables[0])(ApiVersion);
    });

    private static nint Api(Function function) => ((nint*)s_api.Value)[(int)function];

    private static void Check(nint status)
    {
        if (status != 0)
            throw new InvalidOperationException(Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Api(Function.GetErrorMessage))(status)));
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
            yield return path;
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                yield return Path.Combine(folder.FullName, InNodeModules);
    }

    private static nint Load(string path) => File.Exists(path) && NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
}
