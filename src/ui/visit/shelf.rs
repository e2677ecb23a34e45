//! Where the files of a visit are kept: the browser's database, on this machine alone.

use js_sys::{Array, Promise};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

const NAME: &str = "giving-gap";
const FILES: &str = "files";

/// The open database.
pub struct Shelf(IdbDatabase);

impl Shelf {
    /// Fails where the browser keeps nothing: storage is switched off, or the window is private.
    pub async fn open() -> Result<Shelf, JsValue> {
        let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
        let request = factory.open_with_u32(NAME, 1)?;
        let opening = request.clone();
        let make = Closure::once_into_js(move || {
            let database = opening.result().map(JsCast::unchecked_into::<IdbDatabase>);
            // Where it cannot be made, each later step fails and says so.
            let _ = database.and_then(|database| database.create_object_store(FILES));
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        Ok(Shelf(result(&request).await?.unchecked_into()))
    }

    /// Done once the file is on the disk; fails where that is full.
    pub async fn put(&self, key: &str, file: &File) -> Result<(), JsValue> {
        if self.write(key, file).await.is_ok() {
            return Ok(());
        }
        // A private window of WebKit keeps no file, and keeps its name and bytes.
        let bytes = JsFuture::from(file.array_buffer()).await?;
        self.write(key, &Array::of2(&file.name().into(), &bytes)).await
    }

    pub async fn get(&self, key: &str) -> Option<File> {
        let (store, _) = self.store(IdbTransactionMode::Readonly).ok()?;
        match result(&store.get(&key.into()).ok()?).await.ok()?.dyn_into::<Array>() {
            Ok(parts) => File::new_with_buffer_source_sequence(
                &parts.slice(1, 2),
                &parts.get(0).as_string()?,
            )
            .ok(),
            Err(file) => file.dyn_into().ok(),
        }
    }

    pub async fn delete(&self, key: &str) -> Result<(), JsValue> {
        let (store, transaction) = self.store(IdbTransactionMode::Readwrite)?;
        store.delete(&key.into())?;
        written(&transaction).await
    }

    pub async fn keys(&self) -> Result<Vec<String>, JsValue> {
        let (store, _) = self.store(IdbTransactionMode::Readonly)?;
        let keys = result(&store.get_all_keys()?).await?.unchecked_into::<Array>();
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    async fn write(&self, key: &str, value: &JsValue) -> Result<(), JsValue> {
        let (store, transaction) = self.store(IdbTransactionMode::Readwrite)?;
        store.put_with_key(value, &key.into())?;
        written(&transaction).await
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<(IdbObjectStore, IdbTransaction), JsValue> {
        let transaction = self.0.transaction_with_str_and_mode(FILES, mode)?;
        Ok((transaction.object_store(FILES)?, transaction))
    }
}

async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(promise).await?;
    request.result()
}

async fn written(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
        transaction.set_onerror(Some(&failed));
    });
    JsFuture::from(promise).await.map(|_| ())
}
