//! Arrays of Arrow as rows of text.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, ArrayRef, make_array};
use arrow_data::ArrayData;
use arrow_pyarrow::FromPyArrow as _;
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// The array of a Python object that exports one.
pub(crate) fn imported(array: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    ArrayData::from_pyarrow_bound(array).map(make_array)
}

/// The bytes of each row; none where it is null.
pub(crate) fn texts(array: &dyn Array) -> PyResult<Vec<Option<&[u8]>>> {
    Ok(match array.data_type() {
        DataType::Null => vec![None; array.len()],
        DataType::Utf8 => array.as_string::<i32>().iter().map(bytes_of).collect(),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().map(bytes_of).collect(),
        DataType::Utf8View => array.as_string_view().iter().map(bytes_of).collect(),
        DataType::Binary => array.as_binary::<i32>().iter().collect(),
        DataType::LargeBinary => array.as_binary::<i64>().iter().collect(),
        DataType::BinaryView => array.as_binary_view().iter().collect(),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let values = texts(dictionary.values().as_ref())?;
            let keys = dictionary.normalized_keys();
            let at = |(row, key): (usize, &usize)| {
                (!array.is_null(row)).then(|| values.get(*key).copied().flatten()).flatten()
            };
            keys.iter().enumerate().map(at).collect()
        }
        other => {
            let message =
                format!("a column of cases holds JSON as text or bytes, and this one holds {other}");
            return Err(PyTypeError::new_err(message));
        }
    })
}

fn bytes_of(text: Option<&str>) -> Option<&[u8]> {
    text.map(str::as_bytes)
}
