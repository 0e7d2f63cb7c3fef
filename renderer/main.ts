import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import './design/tokens.css'
import './design/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { watchStyles } from './app/missed-styles.ts'

watchStyles()
createApp(App).use(createPinia()).mount('#app')
