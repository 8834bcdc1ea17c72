using System.Numerics.Tensors;
using Quickstart;

string[] names = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];
var file = LogitsFile.Load(Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-logits.bin"));
var probabilities = new float[file.Classes];

Title($"What a classifier makes of {file.Rows} pictures of clothing (Fashion-MNIST)");
var result = Evaluation.Of(file);
Console.WriteLine($"""
    accuracy                   {result.Accuracy,9:0.0000}
    mean loss                  {result.Loss,9:0.0000}
    mean entropy               {result.Entropy,9:0.0000}
    mean energy where right    {result.EnergyRight,9:0.0000}
    mean energy where wrong    {result.EnergyWrong,9:0.0000}
    """);

Kernels.Softmax(file.Row(result.LeastCertain), probabilities);
var likeliest = probabilities.Zip(names).OrderByDescending(pair => pair.First).Take(3);
Console.WriteLine($"least certain of           {string.Join(", ", likeliest.Select(pair => $"{pair.Second} {pair.First:0.00}"))}");
Console.WriteLine($"which is in truth          {names[file.Labels[result.LeastCertain]]}");

Title("Calibrated by temperature, fitted to one half, measured on the other");
Range fitted = ..(file.Rows / 2), measured = (file.Rows / 2)..;
var temperature = Calibration.FitTemperature(file, fitted);
Console.WriteLine($"""
    temperature                {1,9:0.000} {temperature,9:0.000}
    mean loss                  {Calibration.MeanLoss(file, measured, 1),9:0.0000} {Calibration.MeanLoss(file, measured, temperature),9:0.0000}
    calibration error          {Calibration.Error(file, measured, 1),9:0.0000} {Calibration.Error(file, measured, temperature),9:0.0000}
    """);

Title("How one of the kernels was derived");
foreach (var line in Derivation.Of(nameof(Kernels.Entropy)))
    Console.WriteLine(line);

Title("The softmax of the same logits × 50: rows with a NaN");
Console.WriteLine($"""
    KernelGen                  {RowsWithNaN(Kernels.Softmax),9}
    TensorPrimitives.SoftMax   {RowsWithNaN(TensorPrimitives.SoftMax),9}
    """);

Title("The speed of softmax, ns an element");
SpeedTable.Print(10, 1024, 32768, 128256);

int RowsWithNaN(Action<ReadOnlySpan<float>, Span<float>> softmax)
{
    var large = new float[file.Classes];
    var count = 0;
    for (var row = 0; row < file.Rows; row++)
    {
        TensorPrimitives.Multiply(file.Row(row), 50, large);
        softmax(large, probabilities);
        if (probabilities.Any(float.IsNaN))
            count++;
    }
    return count;
}

static void Title(string text) => Console.WriteLine($"\n{text}\n{new string('-', text.Length)}");
